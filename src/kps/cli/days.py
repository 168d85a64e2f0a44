"""The day it is, and the days on which nobody comes to a meeting."""

from __future__ import annotations

import os
from datetime import date

from kps.cli.options import a_day


def today() -> date:
    """The day it is: the only clock; KPS_TODAY stands in for it."""
    stated = os.environ.get("KPS_TODAY")
    return a_day(stated) if stated else date.today()


def holiday(day: date) -> str:
    """The public holiday that the day is in Norway, by its Norwegian name; empty where it is none."""
    # Imported here: few commands ask.
    from holidays import country_holidays

    return str(country_holidays("NO", years=day.year).get(day) or "")
