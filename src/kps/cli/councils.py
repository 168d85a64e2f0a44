"""The council that a command is about, where it was not said which: the only one, or the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from kps.cli.loading import Loaded, find_council, listed, today
from kps.cli.notes import say
from kps.cli.prompts import ask, on_terminal
from kps.language import mark, msg
from kps.language.reader import said
from kps.models.council import Council
from kps.workspace.errors import Wrong


def the_council(loaded: Sequence[Loaded], given: str) -> tuple[Loaded, Council]:
    """The council given; else the only one at work, or on a terminal the one that is chosen from the list."""
    if given:
        return find_council(loaded, given)
    councils = [(one, council) for one in loaded for council in one.register.councils]
    at_work = [pair for pair in councils if pair[1].active(today())] or councils
    if len(at_work) == 1:
        return at_work[0]
    if not councils:
        raise Wrong(msg("there is no council here; kps new-council makes one"))
    there = listed(council for _, council in at_work)
    if not on_terminal():
        raise Wrong(msg("{name} is missing; those there are: {there}", name=msg("COUNCIL"), there=there))
    say(said(msg("Those there are: {there}", there=there)))
    question = mark("Which council? Its folder, or its municipality")
    return ask(None, "COUNCIL", question, lambda text: find_council(loaded, text))
