"""What a file that cannot be read holds back, kind by kind, and nothing more than that."""

from __future__ import annotations

from datetime import date

import pytest

from kps.checking.engine import check
from kps.checking.held_back import HeldBack, held_back
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load

DAY = date(2026, 11, 23)
ONE, TWO = "politirad/4205-lindesnes", "politirad/4206-farsund"
BROKEN = "- [\n"
REGISTER = """\
type: register
navn: Agder
politidistrikt: Agder
kommuner: ["4205", "4206"]
gjelder_fra: 2024-01-01
"""


def _council(number: str) -> str:
    return f"""\
type: politiråd
navn: Politirådet i {number}
kommuner: ["{number}"]
status: aktivt
opprettet: 2021-03-01
politikontakt: kari-hansen
medlemmer: [{{navn: Anne Berg, rolle: ordfører}}]
"""


def _meeting(day: str, more: str = "") -> str:
    return f"type: møte\ndato: {day}\nstatus: avholdt\ntil_stede: [Anne Berg]\n{more}"


ACTION = """\
saker:
  - nr: 1/2026
    tittel: Uro
    tiltak: [{hva: Runder, ansvarlig: Anne Berg, frist: 2026-04-01}]
"""
FILES = {
    "kps.yaml": REGISTER,
    f"{ONE}/politirad.yaml": _council("4205"),
    f"{TWO}/politirad.yaml": _council("4206"),
    f"{ONE}/moter/2026-03-12.yaml": _meeting("2026-03-12", ACTION),
    f"{TWO}/moter/2026-03-12.yaml": _meeting("2026-03-12", ACTION),
}


def _register(more: dict[str, str]) -> Register:
    return load(Texts(FILES | more))


def _codes(more: dict[str, str]) -> set[tuple[str, str]]:
    """The codes found, each with the file."""
    return {(one.code, one.file) for one in check([_register(more)], DAY)}


def _held(more: dict[str, str]) -> HeldBack:
    (one,) = held_back(_register(more))
    return one


@pytest.mark.parametrize("broken", ["moter/2026-06-11.yaml", "evaluering-2025.yaml"])
def test_a_meeting_or_an_evaluation_is_of_its_council_alone(broken: str) -> None:
    council, meeting = f"{ONE}/politirad.yaml", f"{ONE}/moter/2026-03-12.yaml"
    held = {("M401", council), ("M412", meeting), ("E701", council), ("R410", council)}
    assert held <= _codes({})
    codes = _codes({f"{ONE}/{broken}": BROKEN})
    assert not held & codes
    assert {(code, at.replace(ONE, TWO)) for code, at in held} <= codes
    assert {("R402", council), ("R403", council), ("R406", council), ("M403", meeting)} & _codes({}) <= codes
    found = _held({f"{ONE}/{broken}": BROKEN})
    assert found.councils == ("4205-lindesnes",)
    assert {"M401", "M402", "M407", "M409", "M411", "M412", "D013", "D005", "U901", "U902"} <= set(found.codes)
    assert not {"R401", "R402", "K501", "A301", "M403", "M405", "D001", "P001"} & set(found.codes)


@pytest.mark.parametrize("named", ["4206-farsund", "Politirådet i 4206"])
def test_a_meeting_is_also_of_the_council_that_its_text_names(named: str) -> None:
    broken = {f"{ONE}/moter/2026-06-11.yaml": f"felles_med: [{named}]\n{BROKEN}"}
    assert _held(broken).councils == ("4205-lindesnes", "4206-farsund")
    assert not {("M401", f"{one}/politirad.yaml") for one in (ONE, TWO)} & _codes(broken)


def test_a_reference_to_what_may_stand_in_the_meeting_and_no_other() -> None:
    follow = "oppfølging: [{tiltak: 2026-01-15/1.1, status: ferdig}, {tiltak: 2026-02-15/1.1, status: ferdig}]\n"
    later = f"{ONE}/moter/2026-10-01.yaml"
    files = {later: _meeting("2026-10-01", follow), f"{ONE}/moter/2026-01-15.yaml": BROKEN}
    found = [one.path for one in check([_register(files)], DAY) if one.code == "D005" and one.file == later]
    assert found == [("oppfølging", 1, "tiltak")]


def test_a_contact_holds_back_the_municipalities_without_one() -> None:
    assert ("K501", "kps.yaml") in _codes({})
    contacts = {
        "politikontakter/ola-lie.yaml": "type: politikontakt\nnavn: Ola Lie\nkommuner: [4206]\ntiltrådt: 2021-01-01\n",
        "politikontakter/kari-hansen.yaml": BROKEN,
    }
    codes = _codes(contacts)
    assert "K501" not in {code for code, _ in codes}
    assert "R405" not in {code for code, _ in codes}
    # The id is that of the file that cannot be read; another leads nowhere all the same.
    assert "D005" not in {code for code, _ in codes}
    other = {f"{ONE}/politirad.yaml": _council("4205").replace("kari-hansen", "per-ola")}
    assert ("D005", f"{ONE}/politirad.yaml") in _codes(contacts | other)
    assert (_held(contacts).councils, "M401" in _held(contacts).codes) == ((), False)


def test_an_agreement_is_of_the_municipalities_of_its_council() -> None:
    found = [one.numbers for one in check([_register({f"{ONE}/avtale-2026.yaml": BROKEN})], DAY) if one.code == "A301"]
    assert found == [("4206",)]


def test_an_agreement_outside_a_council_may_be_with_any() -> None:
    assert "A301" not in {code for code, _ in _codes({"avtaler/avtale-2026.yaml": BROKEN})}


def test_of_a_council_that_cannot_be_read_nothing_in_its_folder_but_d_and_p() -> None:
    broken = {f"{ONE}/politirad.yaml": BROKEN}
    codes = _codes(broken)
    inside = {code for code, at in codes if at.startswith(ONE)}
    assert inside == {"D001"}
    assert "R401" not in {code for code, _ in codes}
    assert ("K501", "kps.yaml") in codes
    assert ("A301", "kps.yaml") in codes
    held = _held(broken)
    assert {"R401", "R402", "M401", "E701", "S601", "U901", "D005"} <= set(held.codes)
    assert not {"K501", "A301", "D002", "D006", "P001", "X999"} & set(held.codes)


def test_a_folder_without_a_number_may_be_of_any_municipality_that_no_council_answers_for() -> None:
    register = FILES["kps.yaml"].replace('"4206"', '"4206", "4203"')
    assert ("R401", "kps.yaml") in _codes({"kps.yaml": register})
    assert ("R401", "kps.yaml") in _codes({"kps.yaml": register, "politirad/4207-x/politirad.yaml": BROKEN})
    assert ("R401", "kps.yaml") not in _codes({"kps.yaml": register, "politirad/lister/politirad.yaml": BROKEN})


def test_a_place_that_says_nothing_is_a_meeting_a_contact_and_an_agreement_there() -> None:
    held = _held({f"{ONE}/notater.yaml": BROKEN})
    assert {"M401", "K501", "R405", "A301", "A313"} <= set(held.codes)
    assert held.councils == ("4205-lindesnes",)
    assert not {"R401", "R402", "R406"} & set(held.codes)


def test_a_waiver_is_not_needless_while_what_it_may_cover_cannot_be_read() -> None:
    waiver = "unntak: [{regel: M407, begrunnelse: Ny, til: 2026-12-31}]\n"
    here, there = f"{ONE}/politirad.yaml", f"{TWO}/politirad.yaml"
    files = {here: FILES[here] + waiver, there: FILES[there] + waiver}
    assert {("U901", here), ("U901", there)} <= _codes(files)
    codes = _codes(files | {f"{ONE}/moter/2026-06-11.yaml": BROKEN})
    assert ("U901", here) not in codes
    assert ("U901", there) in codes


def test_a_waiver_that_covers_what_is_held_back_covers_it() -> None:
    council = f"{ONE}/politirad.yaml"
    waived = FILES[council] + "unntak: [{regel: R405, begrunnelse: Ny, til: 2026-12-31}]\n"
    contact = "type: politikontakt\nnavn: Kari Hansen\nkommuner: [4205]\ntiltrådt: 2021-01-01\n"
    files = {council: waived, "politikontakter/kari-hansen.yaml": contact}
    assert ("U901", council) not in _codes(files)
    assert ("U901", council) not in _codes(files | {"politikontakter/ny.yaml": BROKEN})


PRODUCT = f"{ONE}/grunnlag/ungdata-2025.yaml"
NAMING = """\
saker:
  - nr: 1/2025
    tittel: Uro
    kunnskapsgrunnlag: [ungdata-2025, situasjonsbilde-2025]
"""


def test_a_knowledge_product_is_of_those_who_name_it() -> None:
    one, two = (f"{at}/moter/2025-03-12.yaml" for at in (ONE, TWO))
    files = {one: _meeting("2025-03-12", NAMING), two: _meeting("2025-03-12", NAMING.replace("ungdata-2025, ", ""))}
    councils = {("M416", f"{at}/politirad.yaml") for at in (ONE, TWO)}
    assert councils <= _codes(files)
    codes = _codes(files | {PRODUCT: BROKEN})
    assert ("M416", f"{ONE}/politirad.yaml") not in codes
    assert ("M416", f"{TWO}/politirad.yaml") in codes
    held = _held(files | {PRODUCT: BROKEN})
    assert held.councils == ("4205-lindesnes",)
    assert {"A306", "M416", "D005"} <= set(held.codes)
    assert not {"M401", "M407", "R401", "K501"} & set(held.codes)


def test_a_product_of_the_whole_register_is_of_all_who_name_it() -> None:
    files = {f"{at}/moter/2025-03-12.yaml": _meeting("2025-03-12", NAMING) for at in (ONE, TWO)}
    codes = _codes(files | {"kunnskap/situasjonsbilde-2025.yaml": BROKEN})
    assert not {("M416", f"{at}/politirad.yaml") for at in (ONE, TWO)} & codes


def test_the_id_of_a_product_that_cannot_be_read_is_held_back_where_it_may_be_named() -> None:
    files = {f"{at}/moter/2025-03-12.yaml": _meeting("2025-03-12", NAMING) for at in (ONE, TWO)}
    found = {
        (one.file, one.sought)
        for one in check([_register(files | {PRODUCT: BROKEN})], DAY)
        if one.code == "D005" and "grunnlag" in "".join(map(str, one.path))
    }
    assert found == {
        (f"{ONE}/moter/2025-03-12.yaml", "situasjonsbilde-2025"),
        (f"{TWO}/moter/2025-03-12.yaml", "situasjonsbilde-2025"),
        (f"{TWO}/moter/2025-03-12.yaml", "ungdata-2025"),
    }


def test_a_goal_may_stand_in_an_agreement_that_cannot_be_read() -> None:
    plan = "handlingsplaner: [{tittel: Uteliv, mål: [uteliv]}]\n"
    files = {f"{at}/politirad.yaml": FILES[f"{at}/politirad.yaml"] + plan for at in (ONE, TWO)}
    assert {("D005", file) for file in files} <= _codes(files)
    found = [
        one.file
        for one in check([_register(files | {f"{ONE}/avtale-2026.yaml": BROKEN})], DAY)
        if one.code == "D005" and one.path[0] == "handlingsplaner"
    ]
    assert found == [f"{TWO}/politirad.yaml"]


def test_without_kps_yaml_the_records_themselves_are_judged() -> None:
    files = {"kps.yaml": BROKEN, f"{ONE}/moter/2026-03-13.yaml": _meeting("2026-03-14") + "ukjent: 1\n"}
    codes = _codes(files)
    assert {("D001", "kps.yaml"), ("D002", f"{ONE}/moter/2026-03-13.yaml")} <= codes
    assert ("D011", f"{ONE}/moter/2026-03-13.yaml") in codes
    assert {code[0] for code, _ in codes} == {"D"}
    # Which municipalities the register covers is not known.
    assert "D004" not in {code for code, _ in codes}


def test_a_meeting_joint_with_a_council_that_cannot_be_read() -> None:
    joint = _meeting("2026-05-05", "felles_med: [4206-farsund]\n").replace("[Anne Berg]", "[Anne Berg, Ola Vik]")
    file = f"{ONE}/moter/2026-05-05.yaml"
    assert ("D005", file) in _codes({file: joint})
    codes = _codes({file: joint, f"{TWO}/politirad.yaml": BROKEN})
    assert not {("D005", file), ("M413", file)} & codes


@pytest.mark.parametrize(
    ("broken", "held"),
    [
        ("politikontakter/kari-hansen.yaml", True),  # by its place a contact
        ("notater/2026.yaml", True),  # by its place it may be anything, a contact too
        (f"{ONE}/moter/2026-06-11.yaml", False),
    ],
)
def test_a_missing_contact_is_not_told_where_the_file_may_be_one(broken: str, held: bool) -> None:
    contacts = {code for code, _ in _codes({broken: BROKEN}) if code in ("K501", "R405")}
    assert "K501" in {code for code, _ in _codes({})}
    assert ("K501" not in contacts) is held
