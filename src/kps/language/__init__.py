"""The three languages kps speaks: messages are data until somebody shows them to a reader.

A rule or a reader of files never translates; it makes a :class:`Message` with :func:`msg`. The doors and
the outputs turn it into text with :meth:`Message.text` in the language that :func:`choose` set. English
is the msgid; the catalogs under ``locale/`` hold bokmål and nynorsk.
"""

from __future__ import annotations

import gettext as _gettext
import re
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from kps.language.days import in_words
from kps.language.printable import printable
from kps.language.private import masked

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_LOCALE = Path(__file__).parent.parent / "locale"
_OPENING = re.compile(r"\{(\w+)\}")
_current: ContextVar[Language] = ContextVar("kps_language", default="nb")


def choose(language: Language) -> None:
    """Set the language that messages are shown in from here on."""
    _current.set(language)


def chosen() -> Language:
    """The language that messages are shown in."""
    return _current.get()


@cache
def catalog(language: Language) -> _gettext.NullTranslations:
    """The catalog of a language; English is the msgids themselves."""
    if language == "en":
        return _gettext.NullTranslations()
    return _gettext.translation("kps", _LOCALE, languages=[language], fallback=True)


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell a reader, not yet in any language.

    ``msgid`` is English with ``{name}`` places; ``values`` fills them. A value may itself be a Message or a day,
    which the reader's language writes out; or a list of them.
    With ``plural`` and ``count`` the catalog picks the form.
    """

    msgid: str
    values: dict[str, object] = field(default_factory=dict)
    plural: str = ""
    count: int = 0

    def text(self, language: Language | None = None) -> str:
        """The message in ``language``, else in the language chosen.

        Nobody's number is in it in full, and no sign that a terminal or a build server would act on.
        """
        language = language or chosen()
        template = self._template(language)
        shown = {name: _shown(value, language) for name, value in self.values.items()}
        # Masked once more: a number may be put together from a value and what stands beside it.
        return masked(template.format(**shown)) if shown else template

    def sentence(self, language: Language | None = None) -> str:
        """The message with a capital letter first; where it begins with a value, that stays as it is."""
        text = self.text(language)
        return text if self._opens_with_value(language) else text[:1].upper() + text[1:]

    def _opens_with_value(self, language: Language | None) -> bool:
        opening = _OPENING.match(self._template(language or chosen())) if self.values else None
        value = self.values.get(opening[1]) if opening else None
        return value._opens_with_value(language) if isinstance(value, Message) else opening is not None

    def _template(self, language: Language) -> str:
        known = catalog(language)
        return known.ngettext(self.msgid, self.plural, self.count) if self.plural else known.gettext(self.msgid)


def _shown(value: object, language: Language) -> object:
    if isinstance(value, Message):
        return value.text(language)
    if isinstance(value, date) and not isinstance(value, datetime):
        return in_words(value, language)
    if isinstance(value, list):
        return ", ".join(str(_shown(one, language)) for one in value)
    # Words of a record, a file's name, an argument: any sign may be in them, and some of them command a terminal.
    return value if isinstance(value, int | float) else printable(str(value))


def msg(msgid: str, /, **values: object) -> Message:
    """A message; the msgid is a literal, so that the catalogs can be kept complete."""
    return Message(msgid, values)


def msgn(singular: str, plural: str, count: int, /, **values: object) -> Message:
    """A message about ``count`` things; ``{n}`` is the count."""
    return Message(singular, {"n": count, **values}, plural, count)


def mark(msgid: str, /) -> str:
    """Mark a text for the catalogs and hand it back as it is: it is translated where it is shown."""
    return msgid


def tr(msgid: str, /, **values: object) -> str:
    """The text in the language chosen, now."""
    return Message(msgid, values).text()
