"""Nobody's number in full, whatever its kind, however it is typed, wherever it stands, and whatever is asked for."""

from __future__ import annotations

import json
import re
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import COUNCIL, REGISTER, Kps, write
from pypdf import PdfReader
from stdnum import iban
from stdnum.no import fodselsnummer, kontonr

from kps.language import msg
from kps.language.private import (
    _possible_day,
    all_masked,
    is_account_number,
    is_iban,
    is_identity_number,
    masked,
    may_hold_private,
    private_numbers,
)

KINDS = {
    "fødselsnummer": "01019075180",
    "D-nummer": "41019075093",
    "hjelpenummer": "01419075082",
    "synthetic + 80": "01819075065",
    "synthetic + 65": "01669075029",
}
BETWEEN = ["", " ", "  ", "   ", "-", ".", " - ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{EN DASH}", "\t", "--"]
FORMS = {
    **{f"{between!r} between": "{d}{m}{y}" + between + "{n}" for between in BETWEEN},
    "dotted": "{d}.{m}.{y} {n}",
    "dashed": "{d}-{m}-{y}-{n}",
    "spaced": "{d} {m} {y} {n}",
    "dotted and dashed": "{d}.{m}.{y}-{n}",
    "two spaces after a dotted date": "{d}.{m}.{y}  {n}",
}
TYPED = [
    pytest.param(number, form, id=f"{kind}, {name}") for kind, number in KINDS.items() for name, form in FORMS.items()
]
FULL_WIDTH = str.maketrans("0123456789", "".join(map(chr, range(0xFF10, 0xFF1A))))


def typed(number: str, form: str) -> str:
    return form.format(d=number[:2], m=number[2:4], y=number[4:6], n=number[6:])


@pytest.mark.parametrize(("number", "form"), TYPED)
@pytest.mark.parametrize("wide", [False, True], ids=["", "full width"])
def test_found_and_hidden_however_it_is_typed(number: str, form: str, wide: bool) -> None:
    text = typed(number, form).translate(FULL_WIDTH if wide else {})
    whole = f"Ring {text} i morgen, 2026-03-12"
    assert may_hold_private(whole.encode())
    (found,) = private_numbers(whole)
    assert (found.kind, found.digits, whole[found.start : found.end]) == ("person", number, text)
    hidden = masked(whole)
    assert len(hidden) == len(whole)
    assert number[6:] not in re.sub(r"\D", "", hidden)
    assert number[6:].translate(FULL_WIDTH) not in hidden
    assert hidden.count("*") == 5


@pytest.mark.parametrize(("number", "form"), TYPED)
def test_told_by_validate_wherever_it_stands(kps: Kps, register: Path, number: str, form: str) -> None:
    text = typed(number, form)
    name = text.replace("\t", " ")
    write(register / "politirad/4205-lindesnes/politirad.yaml", f"{COUNCIL}# {text}\nnotat: '{text}'\n")
    write(register / "plan.md", f"# Plan\n\n{text}\n")
    write(register / f"bilag {name}/a.txt", "")
    write(register / f"bilag/{name}.txt", "")
    ran = kps("validate", "--format", "json", "--select", "P001")
    found = [(one["file"], one["line"]) for one in json.loads(ran.out)["findings"]]
    assert found == sorted(
        [
            (f"bilag {masked(name)}/a.txt", 1),
            (f"bilag/{masked(name)}.txt", 1),
            ("plan.md", 3),
            ("politirad/4205-lindesnes/politirad.yaml", 8),
            ("politirad/4205-lindesnes/politirad.yaml", 9),
        ]
    )
    assert number[6:] not in ran.out + ran.err


@pytest.mark.parametrize(
    "text",
    [
        "101019075180",
        "010190    75180",
        "010190\n75180",
        "12.03.26 10054 kr",
        "12.03.26 10054,-",
        "12.03.26 10054 NOK",
        "12.03.26 10054 kroner",
        "12.03.26 10054 %",
        "38 07 15 00, 99 88 77 66, +47 22 33 44 55",
        "2026/12345 og 24/1234, 202400567",
        "9f86d081884c7d01019075180feaa0c55ad015a3",
        "kl. 09.00-11.30 den 12.03.2026, kr 1 250 000",
    ],
)
def test_what_is_no_number_of_anybody_is_left_alone(text: str) -> None:
    assert private_numbers(text) == ()
    assert masked(text) == text


def test_a_text_of_nothing_but_near_numbers_takes_no_time_to_speak_of() -> None:
    """Each place is looked at once; a reader that went back would not end with this."""
    for near in ("01 01 90 ", "010190   7518 ", "NO65 8601 1110 01 ", "1234.56.7890 ", "0101907518"):
        assert private_numbers(near * 100_000) == ()


def test_a_message_hides_one_before_anything_folds_or_cuts_it() -> None:
    assert msg("{name} is here", name="010190 75180").text("en") == "010190 ***** is here"


def test_a_document_for_programs_hides_one_in_keys_and_values_however_deep() -> None:
    held = {"01819012365": ["Ring 01819012365.", {"x": ("01819012365", 1, None)}]}
    assert all_masked(held) == {"018190*****": ["Ring 018190*****.", {"x": ["018190*****", 1, None]}]}


def test_the_checks_are_those_of_the_library() -> None:
    for number in range(1_01_00_00000, 99_99_99_99999, 7_777_777 * 101):
        digits = f"{number:011}"
        right = (
            fodselsnummer.calc_check_digit1(digits) == digits[9]
            and fodselsnummer.calc_check_digit2(digits) == digits[10]
        )
        assert is_identity_number(digits) == (right and _possible_day(digits[:4]))
        if not digits.startswith("0000"):
            assert is_account_number(digits) == kontonr.is_valid(digits)
            assert is_iban(f"65{digits}") == iban.is_valid(f"NO65{digits}")
    assert all(map(is_identity_number, KINDS.values()))
    assert is_iban("6586011110012")


def test_of_a_file_full_of_numbers_the_first_hundred_are_told_and_the_rest_counted(kps: Kps, register: Path) -> None:
    write(register / "plan.md", "01019075180\n" * 130)
    document = json.loads(kps("validate", "--format", "json", "--select", "P001", "--lang", "en").out)
    found = document["findings"]
    assert [one["line"] for one in found] == list(range(1, 102))
    assert found[-1]["message"].startswith("30 more such findings in the file, from here on")
    assert [one.get("stands_for") for one in found] == [None] * 100 + [30]
    assert document["summary"]["errors"] == 130
    (run,) = json.loads(kps("validate", "--format", "sarif", "--select", "P001").out)["runs"]
    assert [one.get("occurrenceCount") for one in run["results"]] == [None] * 100 + [30]
    assert "130  P001" in kps("validate", "--select", "P001", "--statistics").out


PERSON, ACCOUNT = "010190 75180", "86011110012"
SECRETS = ("75180", "10012")

MEETING = """\
type: møte
dato: {day}
status: avholdt
start: "09:00"
slutt: "10:00"
sted: Rom {person}
form: fysisk
møteleder: Anne {person}
til_stede: [Anne Berg, {{navn: "Ola {person}", rolle: rektor}}]
referat: {{ferdig: {day}, {account}: ja}}
"{person}": x
notat: Konto {account}
unntak:
  - {{regel: M407, begrunnelse: "Se {person} og {account}", til: 2027-12-31}}
saker:
  - nr: 1/2026
    tittel: Sak om {person}
    sakstype: vedtak
    referat: |
      Snakk med {person}, konto {account}
    konklusjon: Ja, {person}
    tiltak:
      - hva: Ring {person}
oppfølging:
  - {{tiltak: "{person}", status: ferdig, merknad: "{account}"}}
"""


@pytest.fixture
def full(register: Path) -> Path:
    """A register with numbers in every place that may hold one."""
    council = register / f"politirad/4205 {PERSON}"
    (register / "politirad/4205-lindesnes").rename(council)
    more = f'politikontakt: "kari {PERSON}"\n"{ACCOUNT}": 1\nannen_samarbeidsform: Som {PERSON}\n'
    text = COUNCIL.replace("Lindesnes", f"Lindesnes {PERSON}").replace("Anne Berg", f"Anne {PERSON}") + more
    write(council / "politirad.yaml", text)
    write(council / "moter/2026-03-12.yaml", MEETING.format(day="2026-03-12", person=PERSON, account=ACCOUNT))
    planned = MEETING.format(day="2026-12-12", person=PERSON, account=ACCOUNT).replace("avholdt", "planlagt")
    write(council / "moter/2026-12-12.yaml", planned.replace("1/2026", "2/2026"))
    write(council / f"moter/{ACCOUNT}.yaml", f"type: møte\ndato: [{ACCOUNT}\n")
    write(council / f"avtale-{ACCOUNT}.yaml", AGREEMENT.format(person=PERSON, account=ACCOUNT))
    write(register / f"politikontakter/kari {PERSON}.yaml", f"type: politikontakt\nnavn: Kari {PERSON}\n")
    write(register / f"politikontakter/kari {PERSON} (1).yaml", f"type: politikontakt\nnavn: {PERSON}\n")
    write(register / "politikontakter/ola.yaml.txt", f"navn: {PERSON}\n")
    write(register / "plan.md", f"{PERSON}\n")
    write(register / "kps.yaml", f"{REGISTER}{PERSON}: 1\n{PERSON}: 2\nnotat: {PERSON}\n")
    return register


AGREEMENT = """\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["4205"]
status: inngått
fra: 2025-01-01
mål: [{{tekst: "Færre som {person}"}}]
satsingsområder: [{{navn: "Konto {account}", tema: "{person}"}}]
samarbeid: "{person}"
"""


COMMIT = "-c user.name=x -c user.email=x@example.no commit -qm x"


def clean(text: str) -> None:
    for secret in SECRETS:
        assert secret not in text, text[max(0, text.find(secret) - 200) : text.find(secret) + 100]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("format", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_no_format_of_validate_shows_one(kps: Kps, full: Path, format: str, language: str) -> None:
    ran = kps("validate", "--format", format, "--show-waived", "--statistics", "--lang", language)
    clean(ran.out + ran.err)
    assert "P001" in ran.out
    kps("validate", "--format", format, "--output", "utdata.txt")
    clean((full / "utdata.txt").read_text(encoding="utf-8"))


def test_a_baseline_shows_none(kps: Kps, full: Path) -> None:
    ran = kps("validate", "--write-baseline", "kjent.json")
    clean(ran.out + ran.err + (full / "kjent.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "arguments",
    [
        *(("actions", "--format", one) for one in ("text", "json", "csv", "md")),
        *(("calendar", "--format", one) for one in ("text", "md", "ics")),
        *(("report", "--format", one) for one in ("text", "md", "html", "csv", "json")),
        ("approve", f"politirad/4205 {PERSON}/moter/2026-03-12.yaml"),
        ("new-meeting", f"4205 {PERSON}", "--date", "2026-12-20", "--dry-run"),
        ("new-meeting", PERSON, "--date", "2026-12-20"),
        ("new-contact", PERSON, "--municipality", "4205"),
        ("render", f"{PERSON}.yaml"),
        ("explain", PERSON),
        (PERSON,),
        ("validate", PERSON),
        ("validate", f"--{PERSON}"),
        ("validate", "--as-of", PERSON),
        ("validate", "--since", PERSON),
        ("report", "--council", PERSON),
        ("calendar", "--output", f"{PERSON}/x.txt"),
    ],
    ids=" ".join,
)
def test_no_command_shows_one(kps: Kps, full: Path, arguments: tuple[str, ...]) -> None:
    ran = kps(*arguments)
    clean(ran.out + ran.err)
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("format", ["xlsx", "docx", "pdf"])
def test_no_report_shows_one(kps: Kps, full: Path, format: str) -> None:
    ran = kps("report", "--format", format, "--output", f"ut.{format}")
    clean(ran.out + ran.err + everything_in(full / f"ut.{format}"))


@pytest.mark.parametrize("format", ["md", "html", "pdf", "docx", "ics"])
def test_no_paper_shows_one(kps: Kps, full: Path, format: str) -> None:
    council = full / f"politirad/4205 {PERSON}"
    ran = kps("render", *(str(one) for one in council.rglob("*.yaml")), "--format", format)
    clean(ran.out + ran.err)
    ran = kps("render", str(council / "moter/2026-03-12.yaml"), "--format", format, "--output", f"ut.{format}")
    clean(ran.out + ran.err + everything_in(full / f"ut.{format}"))
    ran = kps("render", "--all", "--format", format)
    clean(ran.out + ran.err)
    for made in council.rglob("dokumenter/*"):
        clean(everything_in(made))


@pytest.mark.parametrize("format", ["text", "md", "json"])
def test_no_difference_shows_one(kps: Kps, full: Path, format: str) -> None:
    meeting = full / f"politirad/4205 {PERSON}/moter/2026-03-12.yaml"
    for command in ("init -q", "add kps.yaml", COMMIT, "add -A", COMMIT):
        subprocess.run(["git", *command.split()], cwd=full, check=True)
    meeting.write_text(meeting.read_text("utf-8").replace("Ring", "Møt").replace("Snakk", "Prat"), encoding="utf-8")
    for revision in ("HEAD", "HEAD~1"):
        ran = kps("diff", revision, "--format", format)
        clean(ran.out + ran.err)
        assert ran.status == 1  # one of the files cannot be read


def test_a_crash_and_its_traceback_show_none(kps: Kps, full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError(f"never seen: {PERSON}")

    monkeypatch.setenv("KPS_DEBUG", "1")
    monkeypatch.setattr("kps.workspace.parts.located", crash)
    ran = kps("validate")
    clean(ran.out + ran.err)
    assert "Traceback" in ran.err


def everything_in(file: Path) -> str:
    data = file.read_bytes()
    if file.suffix == ".pdf":
        read = PdfReader(BytesIO(data))
        return "\n".join([*(page.extract_text() for page in read.pages), str(read.metadata)])
    if file.suffix in (".docx", ".xlsx"):
        with ZipFile(BytesIO(data)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return data.decode().replace("\r\n ", "")


@pytest.mark.parametrize(
    ("written", "column", "path", "missing"),
    [
        ("ja", 27, [], "hjemmel"),
        ("", 5, [], "hjemmel"),
        ("{begrunnelse: Metode}", 5, [], "hjemmel"),
        ("{hjemmel: }", 28, ["hjemmel"], None),
        ("offl.", 27, [], None),
        ("{hjemmel: Metode}", 37, ["hjemmel"], None),
    ],
)
def test_where_a_legal_basis_is_missing_is_told_to_programs(
    kps: Kps, register: Path, written: str, column: int, path: list[str], missing: str | None
) -> None:
    item = f"  - nr: 1/2026\n    tittel: X\n    unntatt_offentlighet: {written}\n"
    item = f"  - nr: 1/2026\n    tittel: X\n    unntatt_offentlighet: {written}\n"
    record = f"type: møte\ndato: 2026-12-09\nstatus: planlagt\nsaker:\n{item}"
    write(register / "politirad/4205-lindesnes/moter/2026-12-09.yaml", record)
    [found] = json.loads(kps("validate", "--format", "json", "--select", "P003").out)["findings"]
    assert (found["line"], found["column"]) == (7, column)
    assert found["path"] == ["saker", 0, "unntatt_offentlighet", *path]
    assert found["missing"] == missing
