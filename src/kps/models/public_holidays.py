"""The days on which nobody comes to a meeting."""

from __future__ import annotations

from datetime import date


def holiday(day: date) -> str:
    """The public holiday that the day is in Norway, by its Norwegian name; empty where it is none."""
    # Imported here: few commands ask. Without a language it would take that of the machine.
    from holidays import country_holidays

    return str(country_holidays("NO", years=day.year, language="no").get(day) or "")
