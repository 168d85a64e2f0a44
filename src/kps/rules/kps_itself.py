"""X: faults in kps itself."""

from __future__ import annotations

from collections.abc import Iterator

from kps.checking.context import Context
from kps.checking.engine import CRASH
from kps.checking.finding import Remark
from kps.checking.rule import rule
from kps.register.index import Register


def _nothing(context: Context) -> Iterator[Register]:
    yield from ()


@rule(CRASH, on=_nothing)
def rule_crashed(subject: Register, context: Context) -> Iterator[Remark]:
    """A rule crashed.

    A fault in kps stopped one rule; all others were asked, and their findings stand. The exit status is 2.

    Mend: This is a fault in kps, not in your records: please report it, with the message above.
    """
    yield from ()
