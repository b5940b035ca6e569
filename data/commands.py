"""What the commands share: arguments whose errors are one sentence, days, and the settings that they start from."""

import argparse
import os
from datetime import date
from pathlib import Path
from typing import NoReturn

from data.register.editions import take_up
from data.settings import Settings, read_settings

ROOT = Path(__file__).resolve().parents[1]


class Arguments(argparse.ArgumentParser):
    """An argument parser whose errors are one sentence, without the usage."""

    def error(self, message: str) -> NoReturn:
        """End with code 2 and the message as one sentence."""
        self.exit(2, f"{message[0].upper()}{message[1:]}\n")


def day_argument(text: str) -> date:
    """Read a day as commands take it: ISO 8601."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day; write it like 2026-10-31.') from error


def command_settings(database_url: str | None) -> Settings:
    """Read the environment's settings, with the command's own --database-url in the place of DATABASE_URL.

    From then on the register is the newest edition that lies beside the database. Raises as `read_settings` and
    `take_up` do.
    """
    settings = plain_settings(database_url)
    take_up(settings.register_folder)
    return settings


def plain_settings(database_url: str | None) -> Settings:
    """Read the settings as `command_settings` does, and leave the register as it comes with the dashboard."""
    given = {"DATABASE_URL": database_url} if database_url else {}
    return read_settings({**os.environ, **given}, ROOT)
