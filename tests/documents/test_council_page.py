"""A council's own page: what it says of how far the council has come."""

from __future__ import annotations

import pytest
from papers import FOLDER, TODAY, WORDING

from kps.documents.document import document
from kps.register.memory import Texts
from kps.register.reading import load


def page(state: str, number: str = "4205") -> str:
    """The page of a council of whose state its record says this."""
    files = {
        "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2020-01-01\n",
        f"{FOLDER}/politirad.yaml": f"type: politiråd\nnavn: Rådet\nkommuner: ['{number}']\n{state}",
    }
    register = load(Texts(files))
    return document(register, register.councils[0], "rådet", public=False, as_of=TODAY, wording=WORDING).text


@pytest.mark.parametrize(
    ("state", "number", "line"),
    [
        ("status: invitert\ninvitert: 2026-03-03\n", "4205", "invitert 3. mars 2026; rådet er ikke opprettet"),
        ("status: invitert\ninvitert: 2026-03-03\n", "4621", "invitert 3. mars 2026; rådet er ikkje oppretta"),
        ("status: invitert\n", "4205", "invitert; rådet er ikke opprettet"),
        (
            "status: takket_nei\ninvitert: 2026-03-03\nsvar: 2026-04-04\n",
            "4205",
            "invitert 3. mars 2026; kommunen har takket nei (svar 4. april 2026)",
        ),
        (
            "status: takket_nei\ninvitert: 2026-03-03\n",
            "4621",
            "invitert 3. mars 2026; kommunen har takka nei",
        ),
    ],
)
def test_a_council_that_is_only_invited_or_declined_says_so(state: str, number: str, line: str) -> None:
    assert f"- **Status:** {line}\n- **" in page(state, number)


def test_a_council_at_work_or_closed_tells_its_days() -> None:
    assert "**Status:**" not in page("status: aktivt\nopprettet: 2021-03-01\n")
    closed = page("status: nedlagt\nopprettet: 2021-03-01\nnedlagt: 2025-12-31\n")
    assert "**Status:**" not in closed
    assert "- **Nedlagt:** 31. desember 2025\n" in closed
