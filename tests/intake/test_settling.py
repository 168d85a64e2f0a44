"""Claims held against a register: what is put in, what is as it was, what is in conflict, and that each is told."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from settling import CHARTER, COUNCIL, Kept, piece, reason

from kps.register.memory import Texts
from kps.register.reading import load
from kps.source import read

ROW = (
    "politiråd 4205 | kommuner.0 | 4205",
    "politiråd 4205 | navn | Politirådet i Lindesnes",
    "politiråd 4205 | status | aktivt",
    "politiråd 4205 | opprettet | 2017-03-01",
)
MEETING = (
    "møte 4205 2026-03-12 | dato | 2026-03-12",
    "møte 4205 2026-03-12 | status | avholdt",
)
OWN = """\
# Rådet vårt
type: politiråd
navn: Politirådet i Lindesnes   # som det heter
kommuner: ["4205"]
status: aktivt
opprettet:            # vi vet ikke helt
medlemmer:
  - {navn: Anne Berg, rolle: ordfører}
"""


def kept(**files: str) -> Kept:
    return Kept({"kps.yaml": CHARTER, **{name.replace("__", "/"): text for name, text in files.items()}})


def test_a_record_that_was_not_there_is_what_its_command_writes_with_where_it_came_from_first() -> None:
    register = Kept()
    settled = register.take(*ROW)
    text = register.texts[COUNCIL]
    assert text.startswith("# Hentet 2026-11-24 fra «kilde.txt»\n# Politirådet i Lindesnes\n")
    assert "opprettet: 2017-03-01    # rådets første dag\n" in text
    assert (settled.counts["placed"], settled.read, settled.sums_up) == (4, 4, True)
    (record,) = settled.records
    assert (record.file, record.new, record.missing) == (COUNCIL, True, ())
    assert load(Texts(register.texts)).flaws == ()


def test_in_a_nynorsk_municipality_it_is_written_in_nynorsk() -> None:
    register = Kept()
    register.take(
        "politiråd 4222 | kommuner.0 | 4222",
        "politiråd 4222 | status | takket_nei",
        "kontakt Kari Moe | navn | Kari Moe",
        "kontakt Kari Moe | kommuner.0 | 4222",
    )
    text = register.texts["politirad/4222-bykle/politirad.yaml"]
    assert text.startswith("# Henta 2026-11-24 frå «kilde.txt»\n")
    assert "status: takka_nei " in text
    assert "navn:                    # manglar i kjelda\n" in text
    assert "tiltrådt:                # manglar i kjelda\n" in register.texts["politikontakter/kari-moe.yaml"]


def test_what_the_source_lacks_is_left_blank_and_told_and_validate_points_at_it() -> None:
    register = Kept()
    settled = register.take(*ROW[:1], "politiråd 4205 | status | aktivt")
    assert settled.records[0].missing == (("navn",), ("opprettet",))
    flaws = load(Texts(register.texts)).flaws
    assert {(one.code, one.path) for one in flaws} == {("D002", ("navn",)), ("D002", ("opprettet",))}


def test_strict_leaves_out_a_record_that_lacks_something() -> None:
    register = Kept()
    settled = register.take(*ROW[:1], "politiråd 4205 | status | aktivt", strict=True)
    assert (settled.records, settled.counts["unplaced"]) == ((), 2)
    assert "navn, opprettet" in reason(settled, "aktivt")


def test_a_value_goes_where_nothing_stands_and_every_other_sign_stays() -> None:
    register = kept(**{"politirad__4205-lindesnes__politirad.yaml": OWN})
    settled = register.take(*ROW, "politiråd 4205 | notat | Enige:\\n\\n- om alt")
    after = register.texts[COUNCIL]
    assert read(after.encode()).value == {
        **_values(OWN),
        "opprettet": "2017-03-01",
        "notat": "Enige:\n\n- om alt\n",
    }
    assert "# vi vet ikke helt" in after
    assert "navn: Politirådet i Lindesnes   # som det heter\n" in after
    assert (settled.counts["same"], settled.counts["placed"]) == (3, 2)


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_a_file_keeps_its_line_ends_and_its_byte_order_mark(ends: str) -> None:
    own = "\ufeff" + OWN.replace("\n", ends)
    register = kept(**{"politirad__4205-lindesnes__politirad.yaml": own})
    register.take("politiråd 4205 | notat | Enige:\\n\\n- om alt", "politiråd 4205 | opprettet | 2017-03-01")
    after = register.texts[COUNCIL]
    assert after.startswith("\ufeff# Rådet vårt")
    assert after.count(ends) == after.count("\n") == own.count("\n") + 4
    assert after.endswith(ends.join(("notat: |", "  Enige:", "", "  - om alt", "")))


def _values(text: str) -> dict[str, object]:
    value = read(text.encode()).value
    assert isinstance(value, dict)
    return dict(value)


def test_what_stands_otherwise_is_never_written_over_and_its_line_is_told() -> None:
    register = kept(**{"politirad__4205-lindesnes__politirad.yaml": OWN})
    settled = register.take("politiråd 4205 | status | nedlagt", "politiråd 4205 | navn | POLITIRÅDET")
    assert register.texts[COUNCIL] == OWN
    assert piece(settled, "nedlagt").fate == "conflict"
    assert reason(settled, "nedlagt") == f"{COUNCIL}:5 says aktivt; it is not written over"


def test_the_same_in_another_writing_is_as_before() -> None:
    register = kept(**{"politirad__4205-lindesnes__politirad.yaml": OWN.replace("aktivt", "Aktivt")})
    settled = register.take("politiråd 4205 | status | aktivt")
    assert settled.counts["same"] == 1


def test_the_items_of_lists_are_found_again_and_new_ones_put_last() -> None:
    register = kept(**{"politirad__4205-lindesnes__politirad.yaml": OWN})
    lines = (
        "politiråd 4205 | medlemmer.0.navn | Anne Berg",
        "politiråd 4205 | medlemmer.0.rolle | ordfører",
        "politiråd 4205 | medlemmer.1.navn | Siv Aas",
        "politiråd 4205 | medlemmer.1.rolle | SLT-koordinator",
    )
    settled = register.take(*lines)
    assert (settled.counts["same"], settled.counts["placed"]) == (2, 2)
    assert register.texts[COUNCIL] == OWN + "  - {navn: Siv Aas, rolle: SLT-koordinator}\n"
    assert register.take(*lines, source="annen.txt").records == ()


def test_another_in_a_role_that_one_person_has_is_a_conflict() -> None:
    register = kept(**{"politirad__4205-lindesnes__politirad.yaml": OWN})
    settled = register.take(
        "politiråd 4205 | medlemmer.0.navn | Tor Vik", "politiråd 4205 | medlemmer.0.rolle | ordfører"
    )
    assert (settled.counts["conflict"], settled.records) == (2, ())
    assert "Anne Berg" in reason(settled, "Tor Vik")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("møte 4205 2026-03-12 | start | kl. ni", "kl. ni"),
        ("møte 4205 2026-03-12 | saker.0.sakstype | prat", "prat"),
        ("møte 4205 2026-03-12 | saker.0.tullball | x", "x"),
        ("møte 4205 2026-03-12 | tullball | x", "x"),
    ],
)
def test_a_value_that_the_record_refuses_is_alone_without_a_place(line: str, text: str) -> None:
    register = Kept()
    settled = register.take(*ROW, *MEETING, "møte 4205 2026-03-12 | saker.0.tittel | Uro", line)
    assert [one.piece.text for one in settled.pieces if one.fate != "placed"] == [text]
    assert reason(settled, text)
    assert load(Texts(register.texts)).flaws == ()


def test_cases_without_a_number_go_on_through_the_year_by_day() -> None:
    register = Kept()
    register.take(*ROW)
    for month, title in (("03", "Uro"), ("06", "Fartsgrense"), ("06", "Skolevei")):
        day = f"møte 4205 2026-{month}-12"
        register.take(f"{day} | status | avholdt", f"{day} | saker.0.tittel | {title}", source=f"{title}.txt")
    june = _values(register.texts["politirad/4205-lindesnes/moter/2026-06-12.yaml"])
    march = _values(register.texts["politirad/4205-lindesnes/moter/2026-03-12.yaml"])
    assert march["saker"] == [{"nr": "1/2026", "tittel": "Uro"}]
    assert june["saker"] == [{"nr": "2/2026", "tittel": "Fartsgrense"}, {"nr": "3/2026", "tittel": "Skolevei"}]


def test_a_contact_stands_by_the_name_of_its_file() -> None:
    register = kept(**{"politikontakter__khansen.yaml": "type: politikontakt\nnavn: Kari Hansen\nkommuner: ['4205']\n"})
    settled = register.take(*ROW, "politiråd 4205 | politikontakt | @Kari Hansen")
    assert "politikontakt: khansen\n" in register.texts[COUNCIL]
    assert settled.counts["placed"] == 5
    unknown = register.take("politiråd 4206 | kommuner.0 | 4206", "politiråd 4206 | politikontakt | @K. Hansen")
    assert piece(unknown, "@K. Hansen").fate == "unplaced"


def test_a_mail_address_that_is_anothers_makes_nobody_the_same() -> None:
    own = "type: politikontakt\nnavn: Kari Hansen\nkommuner: ['4205']\nepost: vest@politiet.no\n"
    register = kept(**{"politikontakter__kari-hansen.yaml": own})
    row = ("kontakt Per Li vest@politiet.no | navn | Per Li", "kontakt Per Li vest@politiet.no | kommuner.0 | 4206")
    settled = register.take(*row)
    assert (settled.records, settled.counts["unplaced"]) == ((), 2)
    assert "Kari Hansen" in reason(settled, "4206")
    same = register.take(*(line.replace("Per Li", "Kari Hansen") for line in row), source="b.txt")
    assert (same.counts["same"], same.counts["placed"]) == (1, 1)
    assert "kommuner: ['4205', \"4206\"]" in register.texts["politikontakter/kari-hansen.yaml"]


def test_two_values_of_one_place_are_a_conflict_and_neither_is_written() -> None:
    register = Kept()
    settled = register.take(*ROW, "politiråd 4205 | svar | 2017-01-01", "politiråd 4205 | svar | 2018-01-01")
    assert [one.piece.text for one in settled.pieces if one.fate == "conflict"] == ["2017-01-01", "2018-01-01"]
    assert "svar:                    #" in register.texts[COUNCIL]


@pytest.mark.parametrize(
    ("key", "first", "second", "alike"),
    [
        ("epost", "KARI@politiet.no", "kari@politiet.no", True), ("telefon", "99 11 22 33", "99112233", True),
        ("telefon", "+47 99 11 22 33", "99112233", True), ("telefon", "07012345", "7012345", False),
        ("telefon", "+46 99112233", "99112233", False), ("epost", "kari@politiet.no", "kari@kommune.no", False),
    ],
)  # fmt: skip
def test_a_mail_address_and_a_telephone_number_are_the_same_in_any_writing(
    key: str, first: str, second: str, alike: bool
) -> None:
    lines = (
        "kontakt Kari Hansen | navn | Kari Hansen",
        *(f"kontakt Kari Hansen | {key} | {one}" for one in (first, second)),
    )
    assert (piece(Kept().take(*lines), second).fate == "placed") is alike


def test_a_meeting_without_its_council_has_no_place() -> None:
    settled = Kept().take(*MEETING)
    assert (settled.counts["unplaced"], settled.records) == (2, ())
    assert "kps new-council makes one" in reason(settled, "avholdt")


def test_somebodys_number_keeps_all_of_the_source_out_and_is_told_nowhere() -> None:
    number = "13097248022"
    settled = Kept().take(*ROW, f"politiråd 4205 | notat | Ring {number}")
    assert settled.refused is not None
    assert (settled.records, settled.sums_up) == ((), True)
    told = [settled.refused, *(one.reason for one in settled.pieces if one.reason)]
    assert [one for one in told if number in one.text("nb")] == []
    assert "linje 5" in settled.refused.text("nb")


def test_what_kps_itself_puts_into_a_new_record_is_no_conflict() -> None:
    register = Kept()
    settled = register.take(*ROW, *MEETING, "møte 4205 2026-03-12 | utvidet | ja")
    assert (settled.counts["conflict"], settled.counts["placed"]) == (0, 7)
    assert "utvidet: ja " in register.texts["politirad/4205-lindesnes/moter/2026-03-12.yaml"]


def test_nothing_is_put_into_minutes_that_are_approved_and_sealed() -> None:
    register = Kept()
    register.take(*ROW, *MEETING, source="annen.txt")
    file = "politirad/4205-lindesnes/moter/2026-03-12.yaml"
    sealed = register.texts[file].replace("  godkjent: ", "  segl: k1-abc\n  godkjent: ")
    register.texts[file] = sealed
    settled = register.take(*MEETING, "møte 4205 2026-03-12 | sted | Rådhuset")
    assert register.texts[file] == sealed
    assert (settled.counts["same"], settled.counts["unplaced"]) == (2, 1)
    assert "approved and sealed" in reason(settled, "Rådhuset")


def test_the_words_of_what_is_exempt_stand_in_no_place_and_no_reason() -> None:
    settled = Kept().take(
        *ROW,
        *MEETING,
        "! møte 4205 2026-03-12 | saker.0.tittel | Kanarifugl",
        "! møte 4205 2026-03-12 | saker.0.unntatt_offentlighet.hjemmel | offl. § 13",
        "! møte 4205 2026-03-12 | saker.0.sakstype | Kanarifugl i bur",
        "! ? Kanarifugl uten plass",
        "! @Kanarifugl i overskriften",
        "? Et felt som ikke er unntatt",
    )
    told = [one.piece.place for one in settled.pieces] + [one.reason for one in settled.pieces if one.reason]
    assert [one for one in map(str, told) if "anarifugl" in one] == []
    assert "Et felt som ikke er unntatt" in reason(settled, "? Et felt som ikke er unntatt")
    assert settled.sums_up


def test_one_alone_is_written_without_brackets_and_is_the_same_again() -> None:
    register = Kept()
    lines = (
        *ROW,
        *MEETING,
        "møte 4205 2026-03-12 | saker.0.tittel | Uro",
        "møte 4205 2026-03-12 | saker.0.innleder.0 | Ola",
    )
    register.take(*lines)
    file = "politirad/4205-lindesnes/moter/2026-03-12.yaml"
    assert "    innleder: Ola\n" in register.texts[file]
    assert register.take(*lines).records == ()
    moved = register.take(*lines[:-1], lines[-1].replace("Ola", "Kari"))
    assert "    innleder: Kari\n" in register.texts[file]
    assert moved.counts["placed"] == 1


def test_another_case_under_the_same_number_is_a_conflict_and_nothing_is_put_into_it() -> None:
    register = Kept()
    day = "møte 4205 2026-03-12"
    register.take(*ROW, *MEETING, f"{day} | saker.0.nr | 3/2026", f"{day} | saker.0.tittel | Uro", source="a.txt")
    before = dict(register.texts)
    lines = (f"{day} | saker.0.nr | 3/26", f"{day} | saker.0.tittel | Fartsgrenser", f"{day} | saker.0.referat | Fort.")
    settled = register.take(*lines)
    assert (settled.counts["conflict"], register.texts) == (3, before)
    assert "Uro" in reason(settled, "Fort.")


def test_which_of_several_councils_of_a_municipality_is_not_guessed() -> None:
    parts = {
        f"politirad__0301-oslo-{part}__politirad.yaml": OWN.replace("4205", "0301").replace("Lindesnes", part)
        for part in ("sagene", "frogner")
    }
    register = kept(**parts)
    settled = register.take("politiråd 0301 | notat | Hei", "møte 0301 2026-03-12 | status | avholdt")
    assert (settled.records, settled.counts["unplaced"]) == ((), 2)
    assert "frogner" in reason(settled, "avholdt")


def test_an_agreement_that_the_source_has_mended_the_day_of_is_the_same() -> None:
    register = Kept()
    register.take("avtale 4205 | status | inngått", "avtale 4205 | fra | 2022-01-01", "avtale 4205 | til | 2026-12-31")
    register.take("avtale 4205 | status | inngått", "avtale 4205 | fra | 2022-02-01", "avtale 4205 | til | 2026-12-31")
    (file,) = (file for file in register.texts if "avtale" in file)
    assert "fra: 2022-02-01 " in register.texts[file]


def test_agreements_of_one_party_are_told_apart_by_their_days() -> None:
    register = Kept()
    register.take(
        "avtale 4205 | status | avsluttet", "avtale 4205 | fra | 2018-01-01", "avtale 4205 | til | 2021-12-31"
    )
    register.take("avtale 4205 | status | inngått", "avtale 4205 | fra | 2022-01-01", source="b.txt")
    overlapping = register.take("avtale 4205 | fra | 2023-05-01", source="c.txt")
    names = sorted(PurePosixPath(file).name for file in register.texts if "avtale" in file)
    assert names == ["avtale-2018.yaml", "avtale-2022.yaml"]
    assert overlapping.counts["conflict"] == 1
