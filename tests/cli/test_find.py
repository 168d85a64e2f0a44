"""kps find: what is found, where it is told to stand, and what the public never finds."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import Kps, Ran, write_all

LINDESNES = "politirad/4205-lindesnes"
MARCH = f"{LINDESNES}/moter/2026-03-12.yaml"
JUNE = f"{LINDESNES}/moter/2026-06-11.yaml"
FILES = {
    "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ['4205']\ngjelder_fra: 2026-01-01\n",
    f"{LINDESNES}/politirad.yaml": """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
medlemmer:
  - {navn: Anne Berg, rolle: ordfører, telefon: "38 00 00 01"}
plan: {tittel: Plan for rådet, fil: plan.md, fra: 2024-01-01}
saksbank:
  - {tittel: UGLE i banken, unntatt_offentlighet: {hjemmel: offl. § 13, offentlig_tittel: Fra banken}}
""",
    f"{LINDESNES}/plan.md": "# Plan\n\nElsparkesykler\nog fartsgrenser i sentrum.\n",
    f"{LINDESNES}/moter/lukket.md": "UGLE i vedlegget.\n",
    MARCH: """\
type: møte
dato: 2026-03-12
status: avholdt
lenke: https://UGLE.example
notat: UGLE i notatet
til_stede: [Anne Berg, {navn: Gjest UGLE, rolle: næringsliv, saker: [4/2026]}]
saker:
  - nr: 3/2026
    tittel: Uro ved ungdomsskolen
    tema: trygge skoler
    vedlegg:
      - {tittel: UGLE i tittelen, fil: lukket.md, unntatt_offentlighet: {hjemmel: offl. § 13}}
    referat: |
      Skolen melder om mange som kjører for fort.
      Fartsgrensen ved skolen bør settes ned.
    tiltak:
      - {hva: Felles runder, ansvarlig: Anne Berg, frist: 2026-04-01}
  - nr: 4/2026
    tittel: Trusselbildet UGLE
    tema: PLIVO
    referat: UGLE om fartsgrensen
    tiltak: [{hva: UGLE i tiltaket, ansvarlig: Anne Berg, frist: 2026-04-01}]
    unntatt_offentlighet: {hjemmel: offl. § 13, begrunnelse: UGLE derfor, offentlig_tittel: Orientering fra politiet}
""",
    JUNE: """\
type: møte
dato: 2026-06-11
status: planlagt
oppfølging:
  - {tiltak: 2026-03-12/4.1, status: pågår, merknad: UGLE i merknaden}
  - {tiltak: 2026-03-12/3.1, status: ferdig, merknad: Rundene er gått.}
saker:
  - {nr: 7/2026, tittel: "Fartsgrenser, status", sakstype: drøfting}
""",
}


@pytest.fixture(autouse=True)
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_all(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(ran: Ran) -> list[dict[str, Any]]:
    hits: list[dict[str, Any]] = json.loads(ran.out)["hits"]
    return hits


def test_the_newest_comes_first_with_its_council_case_line_and_place(kps: Kps) -> None:
    ran = kps("find", "fartsgrense")
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "2026-06-11 Politirådet i Lindesnes 7/2026 Fartsgrenser, status",
        "    Fartsgrenser, status",
        f"    {JUNE}:8",
        "2026-03-12 Politirådet i Lindesnes 3/2026 Uro ved ungdomsskolen",
        "    Fartsgrensen ved skolen bør settes ned.",
        f"    {MARCH}:15",
        "2026-03-12 Politirådet i Lindesnes 4/2026 Trusselbildet UGLE",
        "    UGLE om fartsgrensen",
        f"    {MARCH}:21",
        "Politirådet i Lindesnes Plan for rådet",
        "    og fartsgrenser i sentrum.",
        f"    {LINDESNES}/plan.md:4",
    ]
    assert kps("find", "fartsgrense").out == ran.out


def test_all_the_words_are_in_one_item_in_any_order(kps: Kps) -> None:
    (hit,) = found(kps("find", "skole fort uro", "--format", "json"))
    assert (hit["number"], hit["line"], hit["around"]) == ("3/2026", 14, "Skolen melder om mange som kjører for fort.")
    assert kps("find", "ungdomsskole status").status == 1


def test_what_stands_in_no_item_is_one_by_itself(kps: Kps) -> None:
    (hit,) = found(kps("find", "lindesnes aktivt 2021", "--format", "json"))
    assert (hit["record"], hit["number"], hit["line"]) == (f"{LINDESNES}/politirad.yaml", None, 2)


def test_words_may_be_shared_between_an_item_and_its_markdown(kps: Kps) -> None:
    (hit,) = found(kps("find", "rådet elsparkesykkel", "--format", "json"))
    assert (hit["record"], hit["line"]) == (f"{LINDESNES}/politirad.yaml", 8)
    (hit,) = found(kps("find", "rådet elsparkesykkel sentrum", "--format", "json"))
    assert (hit["record"], hit["file"], hit["line"]) == (f"{LINDESNES}/politirad.yaml", f"{LINDESNES}/plan.md", 3)


def test_a_phrase_is_exact(kps: Kps) -> None:
    assert [one["number"] for one in found(kps("find", '"fartsgrensen ved skolen"', "--format", "json"))] == ["3/2026"]
    assert kps("find", '"fartsgrense ved skolen"').status == 1


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (("--topic", "Trygge_skoler"), ["3/2026"]),
        (("--since", "2026-03-13"), ["7/2026"]),
        (("--since", "2026-03-12"), ["7/2026", "3/2026", "4/2026"]),
        (("--council", "4205"), ["7/2026", "3/2026", "4/2026", None]),
        (("--topic", "PLIVO"), ["4/2026"]),
        (("--topic", "PLIVO", "--public"), []),
    ],
)
def test_what_is_looked_through_is_bounded(kps: Kps, options: tuple[str, ...], numbers: list[str | None]) -> None:
    assert [one["number"] for one in found(kps("find", "fartsgrense", "--format", "json", *options))] == numbers


def test_a_folder_or_a_record_bounds_it(kps: Kps) -> None:
    def numbers(place: str) -> list[str | None]:
        return [one["number"] for one in found(kps("find", "fartsgrense", place, "--format", "json"))]

    assert numbers(JUNE) == ["7/2026"]
    assert numbers(f"{LINDESNES}/moter") == ["7/2026", "3/2026", "4/2026"]
    assert numbers(".") == numbers(LINDESNES) == ["7/2026", "3/2026", "4/2026", None]


WRITTEN = (
    "dato: {}", 'dato: "{}"', "dato: >-\n  {}", 'dato: "\\x32{:.1}"', "{{dato: {}, status: avholdt}}", "'dato' : {}",
    "dato: # da\n  {}", "frist: 2099-01-01\ndato: {}", unicodedata.normalize("NFD", "tiltrådt: {}"),
)  # fmt: skip
"""Ways in which a record's day may be written."""


def test_of_many_the_newest_are_told_and_in_how_many_there_may_be_more(register: Path, kps: Kps) -> None:
    days = [date(2027, 1, 1) + 5 * timedelta(place) for place in range(70)]
    for place, day in enumerate(days):
        way = WRITTEN[place % len(WRITTEN)]
        written = way.replace("{:.1}", str(day)[1:]).format(day)
        sak = "saker: [{nr: 1, tittel: Fartsgrense}, {nr: 2, tittel: Fartsgrense}]"
        text = f"{written[:-1]}, {sak}}}" if written.startswith("{") else f"{written}\n{sak}"
        (register / f"{LINDESNES}/moter/{place:02}.yaml").write_text(f"{text}\n", encoding="utf-8")
    every = kps("find", "--all", "fartsgrense", "--lang", "en").out.splitlines()
    assert len(every) == 3 * (2 * len(days) + 4)
    *told, empty, more = kps("find", "fartsgrense", "--lang", "en").out.splitlines()
    assert told == every[: 3 * 50]
    others = len(days) - 50 // 2 + 3
    assert (empty, more) == ("", f"and there may be more in {others} records: kps find --all fartsgrense")
    assert len(found(kps("find", "fartsgrense", "--format", "json"))) == len(every) // 3


def test_nothing_is_1_and_no_word_is_wrong_use(kps: Kps) -> None:
    ran = kps("find", "flodhest", "--lang", "en")
    assert (ran.status, ran.out, ran.err) == (1, "", "kps: nothing was found\n")
    assert found(kps("find", "flodhest", "--format", "json")) == []
    assert kps("find", "—").status == 2


@pytest.mark.parametrize("word", ["ugle", "trusselbildet", "38", "derfor", "lukket"])
def test_the_public_finds_nothing_exempt(kps: Kps, word: str) -> None:
    assert kps("find", word).status == 0
    ran = kps("find", word, "--public", "--format", "json")
    assert (ran.status, found(ran)) == (1, [])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("orientering politiet", "Orientering fra politiet"),
        ("4 2026", "Orientering fra politiet"),
        ("banken", "Fra banken"),
    ],
)
def test_the_public_finds_the_public_title_and_the_number(kps: Kps, text: str, title: str) -> None:
    ran = kps("find", text, "--public", "--format", "json")
    assert [one["title"] for one in found(ran)] == [title]
    assert "UGLE" not in ran.out


def test_the_public_finds_what_is_open(kps: Kps) -> None:
    assert [one["number"] for one in found(kps("find", "fartsgrense", "--public", "--format", "json"))] == [
        "7/2026", "3/2026", None,
    ]  # fmt: skip
    assert kps("find", "rundene", "--public").status == 0


def test_an_exempt_text_that_has_found_its_way_into_the_open_is_not_told(register: Path, kps: Kps) -> None:
    text = FILES[MARCH].replace("Fartsgrensen ved skolen", "UGLE i tiltaket. Fartsgrensen ved skolen")
    write_all(register, {MARCH: text})
    ran = kps("find", "fartsgrensen skolen", "--public")
    assert "UGLE" not in ran.out


@pytest.mark.parametrize("key", ["unntatt_offentligheten", "unntatt offentlighet"])
def test_a_slip_in_what_closes_leaves_the_record_out_of_the_public(register: Path, kps: Kps, key: str) -> None:
    write_all(register, {MARCH: FILES[MARCH].replace("    unntatt_offentlighet:", f"    {key}:")})
    ran = kps("find", "fartsgrensen", "--public", "--lang", "en")
    assert ran.status == 1
    assert "UGLE" not in ran.out
    assert f"{MARCH} is left out" in ran.err


@pytest.mark.parametrize("value", ["", "ja", "{}"])
def test_what_is_closed_without_a_reason_is_closed(register: Path, kps: Kps, value: str) -> None:
    line = next(one for one in FILES[MARCH].splitlines() if one.startswith("    unntatt_offentlighet:"))
    write_all(register, {MARCH: FILES[MARCH].replace(line, f"    unntatt_offentlighet: {value}")})
    assert "UGLE" not in kps("find", "fartsgrensen", "--public").out


def test_a_file_that_cannot_be_read_is_told_where_the_answer_should_have_drawn_on_it(register: Path, kps: Kps) -> None:
    write_all(register, {JUNE: FILES[JUNE].replace("dato:", "dato: [")})
    ran = kps("find", "fartsgrensen", "--lang", "en")
    assert ran.status == 1
    assert "3/2026" in ran.out
    assert f"{JUNE} cannot be read, and is left out" in ran.err
    assert kps("find", "settes").status == 0


def test_letters_put_together_otherwise_and_escapes_are_read(register: Path, kps: Kps) -> None:
    escaped = FILES[JUNE].replace("Rundene er gått.", '"R\\u00e5dhuset er gått."')
    write_all(register, {JUNE: unicodedata.normalize("NFD", escaped)})
    assert kps("find", "gaatt").status == 0
    assert kps("find", "rådhus").status == 0


def test_a_copy_and_a_seal_are_not_looked_through(register: Path, kps: Kps) -> None:
    write_all(register, {f"{LINDESNES}/moter/2026-03-12 (1).yaml": "type: møte\nnotat: Flodhest\n"})
    assert kps("find", "flodhest").status == 1
