"""The three languages kps speaks: messages are data until somebody shows them to a reader.

A rule, a figure or a reader of files never translates; it makes a :class:`Message` with :func:`msg`. The doors and
the outputs put it into the reader's language (kps.language.reader). English is the msgid; the catalogs under
``locale/`` hold bokmål and nynorsk.
"""

from __future__ import annotations

import gettext as _gettext
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Literal, get_args

from kps.language.days import in_words
from kps.language.printable import printable
from kps.language.private import masked
from kps.resources import bytes_in

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_OPENING = re.compile(r"\{(\w+)\}")


@cache
def catalog(language: Language) -> _gettext.NullTranslations:
    """The catalog of a language; English is the msgids themselves."""
    if language == "en":
        return _gettext.NullTranslations()
    try:
        return _gettext.GNUTranslations(BytesIO(bytes_in("locale", f"{language}/LC_MESSAGES/kps.mo")))
    except FileNotFoundError:
        return _gettext.NullTranslations()


class Spoken(ABC):
    """What reads otherwise in each language: a message, a term of the field, what the guideline says."""

    __slots__ = ()

    @abstractmethod
    def text(self, language: Language) -> str:
        """It in ``language``."""


Words = str | Spoken
"""A record's own words, alike in every language, or what is yet to be put into the reader's."""


def in_language(words: Words, language: Language) -> str:
    """The words as they read in ``language``; a record's own as they stand."""
    return words if isinstance(words, str) else words.text(language)


@dataclass(frozen=True, slots=True)
class Message(Spoken):
    """Something to tell a reader, not yet in any language.

    ``msgid`` is English with ``{name}`` places; ``values`` fills them. A value may itself be Spoken or a day,
    which the reader's language writes out; or a list of them.
    With ``plural`` and ``count`` the catalog picks the form.
    """

    msgid: str
    values: dict[str, object] = field(default_factory=dict)
    plural: str = ""
    count: int = 0

    def text(self, language: Language) -> str:
        """The message; nobody's number is in it in full, and no sign that a terminal or a build server would act on."""
        template = self._template(language)
        shown = {name: _shown(value, language) for name, value in self.values.items()}
        # Masked once more: a number may be put together from a value and what stands beside it.
        return masked(template.format(**shown)) if shown else template

    def sentence(self, language: Language) -> str:
        """The message with a capital letter first; where it begins with a value, that stays as it is."""
        text = self.text(language)
        return text if self._opens_with_value(language) else text[:1].upper() + text[1:]

    def _opens_with_value(self, language: Language) -> bool:
        opening = _OPENING.match(self._template(language)) if self.values else None
        value = self.values.get(opening[1]) if opening else None
        return value._opens_with_value(language) if isinstance(value, Message) else opening is not None

    def _template(self, language: Language) -> str:
        known = catalog(language)
        return known.ngettext(self.msgid, self.plural, self.count) if self.plural else known.gettext(self.msgid)


def _shown(value: object, language: Language) -> object:
    if isinstance(value, Spoken):
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


def compound(form: str, /, **values: object) -> Message:
    """Words put together by signs that are alike in every language; ``form`` is in no catalog."""
    return Message(form, values)


def mark(msgid: str, /) -> str:
    """Mark a text for the catalogs and hand it back as it is: it is translated where it is shown."""
    return msgid
