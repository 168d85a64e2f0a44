"""kps reads what kps writes: every meeting of the example, as a Word document, gives the same record again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from minutes_read import an_empty_register, record

from kps.documents.document import document
from kps.documents.render import Wording
from kps.formats.making import file_of
from kps.formats.paper import Paper
from kps.intake import minutes
from kps.intake.source import Source, Wanted
from kps.models.meeting import Meeting
from kps.models.vocabulary import topics
from kps.register.index import Register
from kps.register.reading import load
from kps.register.tree import Folder

pytest.importorskip("mammoth")
pytest.importorskip("docx")

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "agder"
LATER = date(2026, 12, 31)


@pytest.fixture(scope="module")
def example() -> Register:
    return load(Folder(EXAMPLE))


ALL = pytest.mark.thorough
SOME = 7
"""Every so many of the meetings is tried each time; the rest when all is."""


@pytest.fixture(
    scope="module", params=["nb some", "nn some", pytest.param("nb", marks=ALL), pytest.param("nn", marks=ALL)]
)
def papers(example: Register, request: pytest.FixtureRequest) -> dict[str, minutes.Apart]:
    """The minutes of meetings that were held, in one written form, taken apart, by the record's file."""
    form, _, some = request.param.partition(" ")
    held = [one for one in example.meetings if one.status == "avholdt"][:: SOME if some else 1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kps.documents.document.written_form", lambda *_: form)
        made = {one.origin.file: _word(example, one) for one in held}
    return {file: minutes.apart(Source("Referat.docx", data), Wanted(LATER)) for file, data in made.items()}


def _word(register: Register, meeting: Meeting) -> bytes:
    made = document(register, meeting, "referat", public=False, as_of=LATER, wording=Wording({}))
    return file_of(Paper(made.text, made.language, made.author, made.day, "", made.marking), "docx")


_SCALARS = ("dato", "start", "slutt", "sted", "form", "neste_møte", "møteleder", "referent", "status")
_OF_CASE = ("nr", "tittel", "sakstype", "meldt_av", "utfall", "oversendt")


def _told(of: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What of a record is to come back: days, people, cases, decisions, actions."""
    yield from ((key, of.get(key)) for key in _SCALARS)
    for key in ("til_stede", "forfall", "ikke_møtt"):
        yield key, [one["navn"] if isinstance(one, dict) else one for one in of.get(key, [])]
    yield "for", [one["for"] for one in of.get("til_stede", []) if isinstance(one, dict) and "for" in one]
    for place, case in enumerate(of.get("saker", [])):
        yield from ((f"{place} {key}", value) for key, value in _case(case))


def _case(case: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((key, case.get(key)) for key in _OF_CASE)
    yield "tema", [known.key if (known := topics().get(one)) else one for one in _many(case.get("tema"))]
    yield "innleder", _many(case.get("innleder"))
    yield "konklusjon", _words(case.get("konklusjon") or case.get("vedtak"))
    yield "referat", _words(case.get("referat"))
    exempt = case.get("unntatt_offentlighet")
    # The public title is in the public edition only.
    yield "unntatt", {key: value for key, value in exempt.items() if key != "offentlig_tittel"} if exempt else None
    for action in case.get("tiltak", []):
        yield "tiltak", tuple(_words(action.get(key)) for key in ("hva", "frist", "trinn", "ressurser"))
        yield "ansvarlig", _many(action.get("ansvarlig"))


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: Any) -> str:
    return " ".join(str(value or "").split())


def _written(file: str) -> dict[str, Any]:
    found = yaml.load((EXAMPLE / file).read_text(encoding="utf-8"), yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


def test_each_meeting_comes_back_in_the_same_register(example: Register, papers: dict[str, minutes.Apart]) -> None:
    for file, paper in papers.items():
        back = record(minutes.reading(paper, example, Wanted(LATER)))
        assert list(_told(back)) == list(_told(_written(file))), file


def test_each_meeting_comes_back_in_an_empty_register(papers: dict[str, minutes.Apart]) -> None:
    empty = an_empty_register()
    for file, paper in papers.items():
        back = record(minutes.reading(paper, empty, Wanted(LATER, council=file.rsplit("/", 2)[0])))
        assert list(_told(back)) == list(_told(_written(file))), file


def test_what_became_of_actions_comes_back(example: Register, papers: dict[str, minutes.Apart]) -> None:
    for file, paper in papers.items():
        back = record(minutes.reading(paper, example, Wanted(LATER)))
        told = {one["tiltak"]: one.get("status") for one in back.get("oppfølging", [])}
        for line in _written(file).get("oppfølging", []):
            # A plan's measure is no action of a meeting.
            if line["tiltak"][0].isdigit() and "status" in line:
                assert told.get(line["tiltak"]) == line["status"], (file, line)
