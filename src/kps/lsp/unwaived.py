"""Which rules find something where a waiver would hold: what is to be explained, if it cannot be followed."""

from __future__ import annotations

from kps.lsp import diagnostics
from kps.lsp.here import Here
from kps.models.council import Council
from kps.models.register import Charter


def unwaived(here: Here) -> frozenset[str]:
    """The codes of what was found, and is not waived, where a waiver in this record holds, when all was judged last."""
    if here.place.root not in here.session.judged:
        diagnostics.in_register(here.session, here.live, lambda: None)
    found = here.session.judged[here.place.root]
    folder = f"{here.place.file.rpartition('/')[0]}/".lstrip("/")
    return frozenset(
        one.code
        for file, some in found.items()
        if isinstance(here.record, Charter)
        or file == here.place.file
        or (isinstance(here.record, Council) and file.startswith(folder))
        for one in some
        if not one.waiver
    )
