"""Which browser a session is open in, in words, as far as what it says of itself can be trusted."""

import re

from data.words import Translate

# Browsers name those they descend from as well: the first of these that is named is the one.
_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Lark", "Lark"),
    ("QQBrowser", "QQ Browser"),
    ("360SE", "360"),
    ("QIHU", "360"),
    ("Edg", "Edge"),
    ("EdgA", "Edge"),
    ("EdgiOS", "Edge"),
    ("OPR", "Opera"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Mi Browser"),
    ("UCBrowser", "UC Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("HeadlessChrome", "Chrome"),
    ("Chrome", "Chrome"),
)
# Android calls itself Linux too, an iPhone a Mac.
_SYSTEMS = (
    ("OpenHarmony", "HarmonyOS"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
# What is neither is shown as it came, this far.
SHOWN = 40


def browser_told(said: str | None, _: Translate) -> str:
    """Say `Chrome 140 on Windows`; of what is no known browser, the first signs of what it sent."""
    if not said:
        return _("unknown browser")
    name, system = _browser(said), _system(said)
    if name is None:
        return said if len(said) <= SHOWN else f"{said[: SHOWN - 1]}…"
    return _("{browser} on {system}").format(browser=name, system=system) if system else name


def _browser(said: str) -> str | None:
    for sign, name in _BROWSERS:
        found = re.search(rf"\b{sign}\b(?:/(\d+))?", said)
        if found:
            return f"{name} {found[1]}" if found[1] else name
    # Safari's own version stands apart from its name.
    safari = re.search(r"\bVersion/(\d+)[\d.]* (?:Mobile/\w+ )?Safari/", said)
    return f"Safari {safari[1]}" if safari else None


def _system(said: str) -> str | None:
    return next((name for sign, name in _SYSTEMS if sign in said), None)
