"""S: SLT and like models (section 6 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.language import msg
from kps.models.council import Council
from kps.rules.context import Context
from kps.rules.finding import Remark
from kps.rules.rule import rule
from kps.rules.subjects import active_councils


@rule("S601", cites="6c", on=active_councils)
def no_coordinator(council: Council, context: Context) -> Iterator[Remark]:
    """SLT without a coordinator.

    The council states modell: slt, and no koordinator.

    Mend: Write the coordinator's name, as koordinator: Siv Aas.
    """
    for index, slt in enumerate(council.slt):
        if slt.model == "slt" and not slt.coordinator:
            yield Remark(council, ("slt", index, "koordinator"), msg("SLT is used, but no coordinator is named"))
