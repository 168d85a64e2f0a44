"""Waivers, crashes, order, and what a fault in a record does to the rules that would look for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from kps.checking.context import Context
from kps.checking.engine import CRASH, check
from kps.checking.finding import Finding, Remark
from kps.checking.rule import Rule, rules
from kps.checking.subjects import the_register
from kps.output.rule_cases import REGISTER
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load

DAY = date(2026, 6, 1)
FOLDER = "politirad/4205-lindesnes"
COUNCIL = """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
"""
MEETING = "type: møte\ndato: 2025-03-12\nstatus: avholdt\n"


def _found(files: dict[str, str], day: date = DAY) -> tuple[Finding, ...]:
    return check([load(Texts({"kps.yaml": REGISTER} | files))], day)


def _codes(files: dict[str, str], day: date = DAY) -> list[str]:
    return [one.code for one in _found(files, day) if not one.waiver]


def _waiver(code: str, until: str = "2026-12-31", more: str = "") -> str:
    return f"unntak:\n  - {{regel: {code}, begrunnelse: Ny plan lages, til: {until}{more}}}\n"


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (f"{FOLDER}/politirad.yaml", "R406"),
        (f"{FOLDER}/politirad.yaml", "M403"),
        (f"{FOLDER}/moter/2025-03-12.yaml", "M403"),
        ("kps.yaml", "M403"),
        ("kps.yaml", "K501"),
    ],
)
def test_a_waiver_reaches_its_record_its_council_or_the_register(file: str, code: str) -> None:
    files = {"kps.yaml": REGISTER, f"{FOLDER}/politirad.yaml": COUNCIL, f"{FOLDER}/moter/2025-03-12.yaml": MEETING}
    assert code in _codes(files)
    waived = files | {file: files[file] + _waiver(code)}
    assert code not in _codes(waived)
    assert any(one.code == code and one.waiver and one.waiver.reason == "Ny plan lages" for one in _found(waived))


def test_the_narrowest_waiver_is_the_one_that_is_told() -> None:
    council, meeting = f"{FOLDER}/politirad.yaml", f"{FOLDER}/moter/2025-03-12.yaml"
    files = {"kps.yaml": REGISTER, council: COUNCIL, meeting: MEETING}
    for file in files:  # from the widest to the narrowest: each wins over those before it
        files[file] += _waiver("M403").replace("Ny plan lages", file)
        assert [one.waiver.reason for one in _found(files) if one.code == "M403" and one.waiver] == [file]


@pytest.mark.parametrize("number", ["4206x", "[4205, 4206]", "Lindesnes"])
@pytest.mark.parametrize("until", ["2026-12-31", "2026-05-01"])
def test_a_waiver_whose_municipality_cannot_be_read_covers_nothing(number: str, until: str) -> None:
    assert "K501" not in _codes({"kps.yaml": REGISTER + _waiver("K501", more=', kommune: "4205"')})
    codes = _codes({"kps.yaml": REGISTER + _waiver("K501", until, f", kommune: {number}")})
    assert "K501" in codes
    assert [code for code in codes if code[0] in "DU"] == ["D002"]


def test_of_a_municipality_that_is_given_twice_the_waiver_has_the_first() -> None:
    assert "K501" not in _codes({"kps.yaml": REGISTER + _waiver("K501", more=', kommune: "4205", kommune: "4206"')})


def test_a_waiver_does_not_reach_another_record() -> None:
    files = {
        f"{FOLDER}/politirad.yaml": COUNCIL,
        f"{FOLDER}/moter/2025-03-12.yaml": MEETING + _waiver("M403"),
        f"{FOLDER}/moter/2025-06-12.yaml": MEETING.replace("03-12", "06-12"),
    }
    assert _codes(files).count("M403") == 1


def test_a_councils_waiver_does_not_reach_a_folder_whose_name_only_begins_like_its_own() -> None:
    other = f"{FOLDER}-nord"
    files = {
        "kps.yaml": REGISTER.replace('["4205"]', '["4205", "4206"]'),
        f"{FOLDER}/politirad.yaml": COUNCIL + _waiver("M403"),
        f"{other}/politirad.yaml": COUNCIL.replace('["4205"]', '["4206"]'),
        f"{other}/moter/2025-03-12.yaml": MEETING,
    }
    assert "M403" in _codes(files)


def test_a_waiver_for_one_municipality() -> None:
    two = REGISTER.replace('["4205"]', '["4205", "4206"]')
    found = _found({"kps.yaml": two + _waiver("K501", more=', kommune: "4206"')})
    assert [one.numbers for one in found if one.code == "K501" and not one.waiver] == [("4205",)]


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("R408", 'politivedtekter: [{kommune: "4205", finnes: nei}, {kommune: "4206", revidert: 2012-05-12}]'),
        ("R408", 'politivedtekter: [{kommune: "4205", finnes: nei}]'),
        ("R409", 'slt: [{kommuner: "4205", modell: ingen}, {kommuner: "4206", koordinator: Siv Aas}]'),
        ("R418", 'medlemmer: [{navn: Anne Berg, rolle: ordfører, kommune: "4206", fra: 2019-10-10}]'),
        ("R419", 'slt: [{kommuner: "4205", modell: ingen}, {kommuner: "4206", modell: slt}]'),
        ("S601", 'slt: [{kommuner: "4205", modell: ingen}, {kommuner: "4206", modell: slt}]'),
        ("S604", 'slt: [{kommuner: "4206", modell: annen, navn: Trygg oppvekst}]'),
        ("M419", 'slt: [{kommuner: "4206", modell: slt, styrende: politirådet}]'),
        ("M420", 'slt: [{kommuner: "4206", modell: slt, styrende: politirådet}]'),
        ("R406", 'bydel: ""'),
    ],
)
def test_what_one_municipality_of_a_regional_council_lacks_is_about_that_one(code: str, key: str) -> None:
    both, other = ("4205", "4206"), ("4206",)
    regional = COUNCIL.replace('["4205"]', '["4205", {nr: "4206", fra: 2022-01-01}]') + key + "\n"
    found = _found({"politirad/lister/politirad.yaml": regional}, date(2026, 6, 1))
    assert {one.numbers for one in found if one.code == code} == {both if code == "R406" else other}


def test_a_council_is_about_those_that_are_in_it_on_the_day_of_the_finding() -> None:
    regional = COUNCIL.replace('["4205"]', '["4205", {nr: "4206", til: 2025-12-31}]')
    files = {
        "politirad/lister/politirad.yaml": regional,
        "politirad/lister/moter/2025-03-12.yaml": MEETING,
        "politirad/lister/moter/2026-03-12.yaml": MEETING.replace("2025", "2026"),
    }
    about = {(one.code, one.file[-15:]): one.numbers for one in _found(files)}
    assert about["R406", "/politirad.yaml"] == ("4205",)
    assert about["M403", "2025-03-12.yaml"] == ("4205", "4206")
    assert about["M403", "2026-03-12.yaml"] == ("4205",)


def test_a_waiver_covers_findings_up_to_its_last_day() -> None:
    # M403's day is the meeting's own: a waiver that has run out since still covers it.
    meeting = f"{FOLDER}/moter/2025-03-12.yaml"
    council = {f"{FOLDER}/politirad.yaml": COUNCIL}
    assert "M403" not in _codes(council | {meeting: MEETING + _waiver("M403", "2025-03-12")})
    assert "M403" in _codes(council | {meeting: MEETING + _waiver("M403", "2025-03-11")})
    # R406's day is the day asked about.
    assert "R406" in _codes({f"{FOLDER}/politirad.yaml": COUNCIL + _waiver("R406", "2026-05-31")})


def _place(found: tuple[Finding, ...], code: str) -> list[tuple[object, ...]]:
    return [(one.file, one.path, one.severity) for one in found if one.code == code]


def test_waivers_that_cover_nothing_have_run_out_or_are_for_no_rule() -> None:
    council = f"{FOLDER}/politirad.yaml"
    plan = COUNCIL + "plan: {tittel: Plan}\n"
    assert _place(_found({council: plan + _waiver("R406")}), "U901") == [(council, ("unntak", 0), "warning")]
    assert _place(_found({council: plan + _waiver("R406", "2026-05-31")}), "U902") == [
        (council, ("unntak", 0, "til"), "warning")
    ]
    for code in ("M999", "D005", "P001", "U901", "X999"):
        assert _place(_found({council: COUNCIL + _waiver(code)}), "U903") == [
            (council, ("unntak", 0, "regel"), "error")
        ]
    assert not {"U901", "U902", "U903"} & set(_codes({council: COUNCIL + _waiver("R406")}))


def test_what_is_wrong_with_the_records_cannot_be_waived() -> None:
    found = _found({f"{FOLDER}/politirad.yaml": COUNCIL + "ukjent: 1\n" + _waiver("D002")})
    assert [one.waiver for one in found if one.code == "D002"] == [None]


def test_an_incomplete_waiver_covers_nothing_and_is_told_once() -> None:
    codes = _codes({f"{FOLDER}/politirad.yaml": COUNCIL + "unntak:\n  - {regel: R406, begrunnelse: Snart}\n"})
    assert "R406" in codes
    assert "D002" in codes
    assert "U901" not in codes


def test_a_rule_that_crashes_is_told_and_the_others_go_on() -> None:
    def crash(register: Register, context: Context) -> Iterator[Remark]:
        yield from ()
        raise ZeroDivisionError("boom")

    broken = Rule("M998", (), the_register, crash, "error")
    found = check([load(Texts({"kps.yaml": REGISTER}))], DAY, [broken, rules()["K501"]])
    assert [one.code for one in found] == [CRASH, "K501"]
    assert "M998" in found[0].message.text("en")
    assert "ZeroDivisionError: boom" in found[0].message.text("en")


def test_the_same_findings_in_any_order_of_files() -> None:
    files = {f"{FOLDER}/moter/2025-0{month}-12.yaml": MEETING.replace("03-12", f"0{month}-12") for month in range(1, 7)}
    files |= {f"{FOLDER}/politirad.yaml": COUNCIL}
    backwards = dict(reversed(files.items()))
    assert _found(files) == _found(backwards) == _found(files)


def test_before_gjelder_fra_only_the_records_are_judged() -> None:
    codes = _codes({f"{FOLDER}/politirad.yaml": COUNCIL + "ukjent: 1\n"}, date(2019, 12, 31))
    assert {code[0] for code in codes} == {"D"}


@pytest.mark.parametrize(
    ("line", "echo"),
    [
        ("medlemmer: [{navn: Anne Berg, rolle: ordfoerer}]\n", "R402"),
        ("medlemer: [{navn: Anne Berg, rolle: ordfører}]\n", "R402"),
        ("plan: Planen vår\n", "R406"),
        ("politivedtekter: {finnes: kanskje}\n", "R408"),
        ("slt: {modell: sltt}\n", "R409"),
        ("funksjoner: [Jon Ro]\n", "R415"),
    ],
)
def test_a_faulty_value_is_not_told_again_as_missing(line: str, echo: str) -> None:
    council = f"{FOLDER}/politirad.yaml"
    assert echo in _codes({council: COUNCIL})
    codes = _codes({council: COUNCIL + line})
    assert "D002" in codes
    assert echo not in codes


HELD = """\
type: møte
dato: 2025-03-12
status: avholdt
til_stede: [Anne Berg]
saker:
  - nr: 1/2025
    tittel: Uro
    tiltak: [{hva: Felles runder, ansvarlig: Anne Berg, frist: 2025-04-01}]
  - {nr: 2/2025, tittel: Lys}
  - {nr: 3/2025, tittel: Skoler}
"""
NEXT = """\
type: møte
dato: 2025-06-12
status: avholdt
oppfølging: [{tiltak: 2025-03-12/1.1, status: ferdig}]
"""
CONTACT = "type: politikontakt\nnavn: Kari Hansen\nkommuner: [4205]\ntiltrådt: 2021-01-01\n"
FILES = {
    "kps.yaml": REGISTER,
    "politikontakter/kari-hansen.yaml": CONTACT,
    f"{FOLDER}/politirad.yaml": COUNCIL
    + "politikontakt: kari-hansen\n"
    + "medlemmer: [{navn: Anne Berg, rolle: ordfører}, {navn: Kari Hansen, rolle: politikontakt}]\n",
    f"{FOLDER}/moter/2025-03-12.yaml": HELD,
    f"{FOLDER}/moter/2025-06-12.yaml": NEXT,
}


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("kps.yaml", "gjelder_fra: 2020-01-01\n", ""),
        ("kps.yaml", 'kommuner: ["4205"]\n', ""),
        ("kps.yaml", 'kommuner: ["4205"]\n', "kommuner: [42O5]\n"),
        ("kps.yaml", "type: register\n", ""),
        ("politikontakter/kari-hansen.yaml", "navn: Kari Hansen\n", ""),
        ("politikontakter/kari-hansen.yaml", "type: politikontakt\n", "type: politikontackt\n"),
        (f"{FOLDER}/politirad.yaml", "type: politiråd\n", ""),
        (f"{FOLDER}/politirad.yaml", "type: politiråd\n", "type: råd\n"),
        (f"{FOLDER}/politirad.yaml", "medlemmer:", "medlemer:"),
        (f"{FOLDER}/politirad.yaml", "{navn: Anne Berg, rolle: ordfører}", "{rolle: ordfører}"),
        (f"{FOLDER}/politirad.yaml", "{navn: Anne Berg, rolle: ordfører}", "Anne Berg"),
        (f"{FOLDER}/politirad.yaml", 'kommuner: ["4205"]', 'kommuner: ["4205", "420"]'),
        (f"{FOLDER}/politirad.yaml", "status: aktivt", "status: nedlagt"),
        (f"{FOLDER}/moter/2025-03-12.yaml", "nr: 1/2025", "nr: [1]"),
        (f"{FOLDER}/moter/2025-03-12.yaml", "nr: 2/2025, ", ""),
        (f"{FOLDER}/moter/2025-03-12.yaml", "tiltak:", "tiltakk:"),
        (f"{FOLDER}/moter/2025-03-12.yaml", "[Anne Berg]", "[Anne Berg, {navn: En Gjest, rolle: trollmann}]"),
        (f"{FOLDER}/moter/2025-06-12.yaml", "dato: 2025-06-12\n", ""),
        (f"{FOLDER}/moter/2025-06-12.yaml", "status: avholdt\n", ""),
        (f"{FOLDER}/moter/2025-06-12.yaml", "status: ferdig", "status: ferdigg"),
        (f"{FOLDER}/moter/2025-06-12.yaml", "tiltak: 2025-03-12/1.1, ", ""),
        (f"{FOLDER}/moter/2025-06-12.yaml", "oppfølging:", "oppfolging:"),
    ],
)
def test_a_fault_is_told_once_and_not_by_those_who_look_for_the_value(file: str, right: str, wrong: str) -> None:
    assert FILES[file].count(right) == 1
    before, after = (
        Counter((one.code, one.file, one.path) for one in _found(files))
        for files in (FILES, FILES | {file: FILES[file].replace(right, wrong)})
    )
    assert [(code, at) for code, at, _ in (after - before).elements()] == [("D002", file)]


def test_a_waiver_does_not_seem_needless_while_what_is_judged_is_unknown() -> None:
    files = FILES | {"kps.yaml": REGISTER + _waiver("M403")}
    assert "M403" not in _codes(files)
    unread = files | {"kps.yaml": files["kps.yaml"].replace("gjelder_fra: 2020-01-01\n", "")}
    assert {"U901", "U902"}.isdisjoint(_codes(unread))


def test_a_council_with_a_faulty_status_is_no_reason_to_say_that_there_is_none() -> None:
    codes = _codes({f"{FOLDER}/politirad.yaml": COUNCIL.replace("status: aktivt", "status: aktiv-ish")})
    assert "D002" in codes
    assert "R401" not in codes


@pytest.mark.parametrize("line", ["utvidelse: {av: [komune, politi]}\n", "grunnlag: [felles_utfordring, zzz]\n"])
def test_no_wrong_word_in_a_list_hangs_the_reading(line: str) -> None:
    assert "D002" in _codes({f"{FOLDER}/politirad.yaml": COUNCIL + line})


def test_of_an_unreadable_register_only_that_is_told() -> None:
    found = _found({"kps.yaml": "type: register\nnavn: [\n", f"{FOLDER}/politirad.yaml": COUNCIL + "ukjent: 1\n"})
    assert [(one.code, one.file) for one in found] == [("D001", "kps.yaml"), ("D002", f"{FOLDER}/politirad.yaml")]


def test_a_municipality_in_two_registers_read_together() -> None:
    both = [load(Texts({"kps.yaml": REGISTER}, label=label)) for label in ("a", "b")]
    assert [(one.register, one.path) for one in check(both, DAY) if one.code == "D006"] == [("b", ("kommuner", 0))]


def test_a_waiver_for_what_a_fault_keeps_from_being_told_is_not_needless() -> None:
    council = f"{FOLDER}/politirad.yaml"
    waived = COUNCIL + _waiver("R408")
    assert "U901" not in _codes({council: waived})
    codes = _codes({council: waived + "politivedtekter: [[x]]\n"})
    assert "D002" in codes
    assert not {"R408", "U901"} & set(codes)


def test_a_meeting_whose_day_is_faulty_may_be_the_one_that_is_looked_for() -> None:
    council = COUNCIL + "slt: {modell: slt, koordinator: Siv Aas}\n"
    meeting = MEETING.replace("2025", "2026") + "saker: [{nr: 1/2026, tittel: SLT, fast_sak: slt}]\n"
    files = {f"{FOLDER}/politirad.yaml": council, f"{FOLDER}/moter/2026-03-12.yaml": meeting}
    assert "R419" not in _codes(files)
    faulty = files | {f"{FOLDER}/moter/2026-03-12.yaml": meeting.replace("2026-03-12", "12. mars")}
    assert "R419" not in _codes(faulty)
