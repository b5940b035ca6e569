"""What the commands share: arguments whose errors are one sentence, and days."""

import argparse
from datetime import date
from typing import NoReturn


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
