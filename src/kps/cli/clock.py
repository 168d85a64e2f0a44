"""The day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from kps.language import msg
from kps.workspace.errors import Wrong


def today() -> date:
    """The day it is: the only clock; KPS_TODAY stands in for it."""
    stated = os.environ.get("KPS_TODAY")
    if not stated:
        return date.today()
    # Imported here: the command line's weight, where an answer may be had without it.
    from kps.cli.options import a_day

    return a_day(stated)


def made_by() -> date:
    """The last day that a paper may say it was made on: SOURCE_DATE_EPOCH's, where that is set for the same bytes."""
    stated = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(stated), UTC).date() if stated else today()
    except (ValueError, OverflowError, OSError):
        raise Wrong(msg("SOURCE_DATE_EPOCH is no number of seconds since 1970: {value}", value=stated)) from None
