"""A meeting held together with another council: named by its folder or by its name, it counts in both."""

from __future__ import annotations

from datetime import date
from unicodedata import normalize

import pytest

from kps.checking.engine import check
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load

CHARTER = "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2020-01-01\n"


def _council(number: str, name: str) -> str:
    return f"type: politiråd\nnavn: {name}\nkommuner: ['{number}']\nstatus: aktivt\nopprettet: 2021-03-01\n"


def _register(joint_with: str, **more: str) -> Register:
    meeting = f"type: møte\ndato: 2026-03-12\nstatus: avholdt\nfelles_med: {joint_with}\ntil_stede: [Siv Aas]\n"
    return load(
        Texts(
            {
                "kps.yaml": CHARTER,
                "politirad/4205-lindesnes/politirad.yaml": _council("4205", "Politirådet i Lindesnes"),
                "politirad/4205-lindesnes/moter/2026-03-12.yaml": meeting,
                "politirad/4206-farsund/politirad.yaml": _council("4206", "SLT-styringsgruppe for Lærdal")
                + "medlemmer: [{navn: Siv Aas, rolle: SLT-koordinator}]\n",
                **more,
            }
        )
    )


@pytest.mark.parametrize(
    "joint_with",
    [
        "[4206-farsund]",
        "4206-farsund",
        "[SLT-styringsgruppe for Lærdal]",
        '" SLT-styringsgruppe for Lærdal "',
        normalize("NFD", "[Næringsforeningen, SLT-styringsgruppe for Lærdal]"),
        "[4206-farsund, SLT-styringsgruppe for Lærdal]",
    ],
)
def test_folder_and_name_find_the_council(joint_with: str) -> None:
    register = _register(joint_with)
    own, other = register.councils
    (meeting,) = register.meetings
    assert register.councils_in(meeting) == (own, other)
    assert register.all_meetings_of(own) == register.all_meetings_of(other) == (meeting,)
    told = {finding.code for finding in check([register], date(2026, 6, 1))}
    assert not told & {"D002", "D005"}


@pytest.mark.parametrize("joint_with", ["[Næringsforeningen]", "[Politirådet i Lindesnes]", "[4205-lindesnes]"])
def test_free_text_and_the_council_itself_are_no_other_council(joint_with: str) -> None:
    register = _register(joint_with)
    (meeting,) = register.meetings
    assert register.councils_in(meeting) == register.councils[:1]
    assert register.all_meetings_of(register.councils[0]) == (meeting,)
    assert register.all_meetings_of(register.councils[1]) == ()
    assert [one for one in check([register], date(2026, 6, 1)) if one.code == "D002"] == []


def test_a_name_that_two_councils_have_finds_neither_and_is_told() -> None:
    name = "SLT-styringsgruppe for Lærdal"
    register = _register(f"[{name}]", **{"politirad/4207-flekkefjord/politirad.yaml": _council("4207", name)})
    assert register.councils_in(register.meetings[0]) == register.councils[:1]
    (told,) = [one for one in check([register], date(2026, 6, 1)) if one.code == "D002"]
    assert told.severity == "hint"
    assert "4206-farsund, 4207-flekkefjord" in told.message.text("en")
