"""What the commands are for, as the help page groups them, in the order that they are met."""

from __future__ import annotations

from kps.language import mark

BEGIN = mark("To begin")
MEETINGS = mark("Meetings")
PAPERS = mark("Papers")
YEAR = mark("The year")
RULES = mark("Rules")
TOOLS = mark("Tools")

GROUPS = (BEGIN, MEETINGS, PAPERS, YEAR, RULES, TOOLS)
