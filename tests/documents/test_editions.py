"""What is public is a type of its own, without a field for what is withheld; and each paper has its row."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from itertools import product
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from papers import JUNE, MARCH, TODAY, meeting, paper, register
from test_withholding import BOTH

from kps.documents import agreement_view, cases, followups, meeting_view, people
from kps.documents.document import kind_for
from kps.documents.editions import public_of, shown, withheld_names
from kps.documents.papers import PAPERS
from kps.documents.public_meeting_view import public_meeting_view
from kps.documents.templates import ENDING, TemplateFault, templates
from kps.documents.variables import variables
from kps.models.meeting import Meeting
from kps.register.kept import NAMES, PaperKind, kinds, paper_name
from kps.register.stamps import ENDINGS
from kps.register.written import WrittenForm

KINDS: tuple[PaperKind, ...] = get_args(PaperKind)
CLOSED = {
    cases.Exempted,
    cases.Attached,
    cases.Task,
    cases.Case,
    followups.Followed,
    meeting_view.Head,
    meeting_view.MeetingView,
    people.Attendance,
}
OWN = "maler/nb/referat.md.j2"


def types_in(hint: Any) -> set[type]:
    """The dataclasses that a view of this type may hold, itself included."""
    made = get_origin(hint) or hint
    found = set[type]().union(*(types_in(one) for one in get_args(hint)))
    if not (isinstance(made, type) and is_dataclass(made)):
        return found
    hints = get_type_hints(made)
    return found.union({made}, *(types_in(hints[field.name]) for field in fields(made)))


@pytest.mark.parametrize("kind", KINDS)
def test_no_public_view_can_hold_a_thing_of_the_closed_edition(kind: PaperKind) -> None:
    public = types_in(get_type_hints(PAPERS[kind].public())["return"])
    assert not public & CLOSED
    assert not any(issubclass(one, closed) for one in public for closed in CLOSED)


def test_the_closed_edition_of_an_agreement_is_not_the_public_one() -> None:
    held = get_type_hints(agreement_view.agreement_view)["return"]
    assert types_in(held) & CLOSED == {cases.Attached, cases.Exempted}


def test_a_public_thing_has_no_place_for_what_is_withheld() -> None:
    (record,) = (one for one in BOTH.meetings if one.origin.file == MARCH)
    view = public_meeting_view(BOTH, record, TODAY, "nb")
    for one, name in ((view.head, "link"), (view.cases[1], "discussion"), (view, "marking")):
        assert name in withheld_names(type(one))
        with pytest.raises(AttributeError):
            object.__setattr__(one, name, "FUGL")
    assert "FUGL" not in repr(view)


def test_what_is_withheld_is_empty_to_a_template_of_both_editions() -> None:
    own = (
        "{% for case in cases %}[{{ case.discussion }}|{{ case.exempt.reason if case.exempt }}|"
        "{% for one in case.attachments %}{{ one.file }}{% endfor %}]{% endfor %}"
        "<{{ head.link }}{{ marking }}>{% for one in follow_ups %}{{ one.remark }}{% endfor %}{{ public }}"
    )
    assert "FUGL-referat" in paper(BOTH, own={OWN: own}).text
    assert paper(BOTH, own={OWN: own}, public=True).text == "[||][||]<>True\n"


@pytest.mark.parametrize("name", ["cases[0].ukjent", "head.ukjent", "ukjent"])
def test_a_name_that_no_edition_has_is_an_error_in_both(name: str) -> None:
    for public in (False, True):
        with pytest.raises(TemplateFault, match="ukjent"):
            paper(
                register({MARCH: meeting("- {nr: 1/2026, tittel: A}")}), own={OWN: f"{{{{ {name} }}}}"}, public=public
            )


def test_a_withheld_field_that_has_no_empty_value_is_told_when_the_type_is_made() -> None:
    @dataclass(slots=True)
    class Whole:
        told: str
        secret: str

    @dataclass(slots=True)
    class Told:
        told: str

    with pytest.raises(TypeError, match=r"Whole\.secret"):
        public_of(Whole)(Told)


def test_a_view_is_made_of_its_own_record_only() -> None:
    with pytest.raises(TypeError, match=r"politirad\.yaml is no Meeting"):
        PAPERS["referat"].view(BOTH, BOTH.councils[0], TODAY, "nb", public=False)


def test_each_kind_of_paper_has_a_name_and_a_template() -> None:
    assert tuple(NAMES) == tuple(PAPERS) == KINDS
    load = templates({})
    for form in get_args(WrittenForm):
        assert all(load(f"{form}/{PAPERS[kind].template}{ENDING}") for kind in KINDS)


def test_no_two_papers_of_a_record_have_one_file() -> None:
    record = BOTH.meetings[0]
    assert kind_for(record) in kinds(record)
    every = list(product(kinds(record), (False, True), ENDINGS))
    named = {paper_name(record, kind, ending, public=public) for kind, public, ending in every}
    assert len(named) == len(every) == 2 * len(kinds(record)) * len(ENDINGS)
    assert not any(name.startswith(f"{record.origin.stem}.") for name in named)
    assert isinstance(record, Meeting)


@pytest.mark.parametrize("file", [MARCH, JUNE])
@pytest.mark.parametrize("public", [False, True])
def test_the_page_of_names_lists_what_a_template_sees(file: str, public: bool) -> None:
    record = next(one for one in BOTH.meetings if one.origin.file == file)
    view = PAPERS["referat"].view(BOTH, record, TODAY, "nb", public=public)
    listed = {one.name.removesuffix("[]") for one in variables("referat") if "." not in one.name}
    assert listed == {"public", *shown(view)}


def test_the_page_of_names_tells_what_the_public_edition_lacks() -> None:
    found = {one.name: one.edition for one in variables("referat")}
    for name in ("head.link", "cases[].exempt.reason", "cases[].attachments[].file", "marking"):
        assert found[name] == "closed"
    assert {found[name] for name in ("cases[].exempt.basis", "cases[].withheld", "follow_ups[].basis")} == {"both"}
    agreement = {one.name: one.edition for one in variables("avtale")}
    assert agreement["revision.bases[].file"] == "closed"
    assert agreement["revision.bases[].title"] == "both"
