"""The day it is."""

from __future__ import annotations

import os
from datetime import date

from kps.cli.options import a_day


def today() -> date:
    """The day it is: the only clock; KPS_TODAY stands in for it."""
    stated = os.environ.get("KPS_TODAY")
    return a_day(stated) if stated else date.today()
