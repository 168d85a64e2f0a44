"""Days and times of day as Norwegian papers write them, in bokmål and nynorsk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from kps.language.days import in_digits, in_words
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day in the three shapes a paper needs."""

    with_weekday: str
    """tirsdag 3. november 2026; in nynorsk tysdag 3. november 2026."""
    in_words: str
    """3. november 2026."""
    in_digits: str
    """03.11.2026, for tables."""

    def __str__(self) -> str:
        return self.in_words


def written_day(day: date, form: WrittenForm) -> WrittenDay:
    """The day in words and in digits."""
    # Imported here: babel's data takes time to load, and most commands make no paper.
    from babel.dates import format_date

    return WrittenDay(
        with_weekday=format_date(day, "EEEE d. MMMM y", locale=form),
        in_words=in_words(day, form),
        in_digits=in_digits(day),
    )


def written_or_none(day: date | None, form: WrittenForm) -> WrittenDay | None:
    """The day in words and in digits, where there is one."""
    return written_day(day, form) if day else None


def written_hours(begins: time | None, ends: time | None) -> str:
    """``kl. 09.00–11.30``; nothing where the beginning is not known."""
    if begins is None:
        return ""
    last = f"–{ends:%H.%M}" if ends else ""
    return f"kl. {begins:%H.%M}{last}"
