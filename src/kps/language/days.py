"""Days as people write them: in words in running text, in digits in tables."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

_WRITTEN = {"en": "d MMMM y"}


@lru_cache(maxsize=4096)
def in_words(day: date, language: str) -> str:
    """The day written out: 12. mars 2026; in English 12 March 2026."""
    # Imported here: babel's data takes time to load, and most messages name no day.
    from babel.dates import format_date

    return format_date(day, _WRITTEN.get(language, "d. MMMM y"), locale=language)


@lru_cache(maxsize=4096)
def weekday(day: date, language: str) -> str:
    """The name of its day of the week: mandag; in English Monday."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", locale=language)[day.weekday()])


def in_digits(day: date) -> str:
    """The day as all three languages write it in a table for people: 12.03.2026."""
    return f"{day:%d.%m}.{day.year:04}"
