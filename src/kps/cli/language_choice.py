"""Which language kps speaks: --lang, else KPS_LANG, else the register's språk, else the locale, else bokmål."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kps.language import LANGUAGES, Language, msg
from kps.language.reader import choose, chosen
from kps.register.files import bytes_of
from kps.register.tree import REGISTER_FILE, register_above
from kps.source import MAX_BYTES
from kps.workspace.errors import Wrong

if TYPE_CHECKING:
    from kps.register.index import Register

_OPTION = "--lang"
_asked = False
"""Whether a language was asked for, by option or environment."""

# One line is enough: the whole file is read, and held to account, with the register.
_STATED = re.compile(r"""^["']?språk["']?\s*:\s*["']?(\w+)""", re.MULTILINE)

_LOCALES: dict[str, Language] = {"nb": "nb", "no": "nb", "nn": "nn", "en": "en"}


def stated_language() -> Language | None:
    """The language that was asked for, by option or environment; None where none was."""
    return chosen() if _asked else None


def settle(arguments: Sequence[str]) -> list[str]:
    """Choose the language that is known before any register is; the arguments left.

    ``--lang`` may stand before or after the command's name.
    """
    global _asked
    stated = os.environ.get("KPS_LANG") or None
    choose(_known(stated) or _of_register() or _of_locale())
    option, left = _option(arguments)
    asked = option if option is not None else stated
    _asked = asked is not None
    if asked is None:
        return left
    language = _known(asked)
    if language is None:
        raise Wrong(msg("“{value}” is not a language that kps speaks; it is nb, nn or en", value=asked))
    choose(language)
    return left


def _known(text: str | None) -> Language | None:
    return next((one for one in LANGUAGES if text and one == text.strip().lower()), None)


def _option(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    asked = None
    left: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            left.extend((argument, *rest))
        elif argument == _OPTION:
            asked = next(rest, None)
            if asked is None:
                raise Wrong(msg("{name} needs a value after it", name=_OPTION))
        elif argument.startswith(_OPTION + "="):
            asked = argument.removeprefix(_OPTION + "=")
        else:
            left.append(argument)
    return asked, left


def _of_register() -> Language | None:
    """The språk of the register that we stand in: a help page and wrong use come before any register is read."""
    try:
        folder = register_above(Path.cwd())
        text = bytes_of(folder / REGISTER_FILE, MAX_BYTES).decode("utf-8", "replace") if folder else ""
    except OSError:
        return None
    stated = _STATED.search(text)
    return _known(stated[1]) if stated else None


def _of_locale() -> Language:
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return _LOCALES.get(named[:2].lower(), "nb")


def follow(registers: Iterable[Register]) -> None:
    """Speak the registers' own language, where they agree on one and no other was asked for."""
    if _asked:
        return
    stated = {register.charter.language for register in registers if register.charter}
    if len(stated) == 1 and (language := stated.pop()):
        choose(language)
