"""kps send: who gets which edition, what the drafts are, read back by other programs, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from conftest import Kps, write_all
from icalendar import Calendar
from pypdf import PdfReader

COUNCIL = "politirad/4205-lindesnes"
MARCH = f"{COUNCIL}/moter/2026-03-12.yaml"
DECEMBER = f"{COUNCIL}/moter/2026-12-03.yaml"
PAPERS = f"{COUNCIL}/dokumenter"
AGENDA = f"{PAPERS}/2026-12-03-innkalling.eml"
CLOSED = f"{PAPERS}/2026-12-03-innkalling-lukket.eml"
KPS = "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ['4205']\ngjelder_fra: 2026-01-01\n"
POLITIRAD = """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
ledelse: [{navn: Åse Berg, verv: leder}]
medlemmer:
  - {navn: Åse Berg, rolle: ordfører, epost: ase@kommune.no}
  - {navn: Gammel Ordfører, rolle: ordfører, epost: gammel@kommune.no, til: 2023-10-11}
  - {navn: Ida Moe, rolle: tjenesteenhetsleder, epost: ida@politiet.no, vara: Nils Vik}
  - {navn: Per Li, rolle: kommunedirektør}
  - {navn: "Aas, Siv", rolle: SLT-koordinator, sekretær: ja, epost: siv@kommune.no, telefon: "38 00 00 01"}
  - {navn: Eva Ness, rolle: næringsliv, epost: eva@firma.no}
  - {navn: Tom Dahl, rolle: næringsliv, epost: tom@firma.no, deltar: utvidet}
"""
AHEAD = """\
type: møte
dato: 2026-12-03
start: "09:00"
sted: Rådhuset
status: planlagt
notat: UGLE
lenke: https://UGLE.example
til_stede:
  - {navn: Nils Vik, for: Ida Moe, epost: nils@politiet.no}
  - {navn: Ola Lie, rolle: næringslivskontakt, epost: ola@firma.no}
kopi: [{navn: Statsforvalteren i Agder, epost: post@statsforvalteren.no}]
saker:
  - nr: 7/2026
    tittel: Skoleveien
    vedlegg:
      - {tittel: Kart over skoleveien, fil: UGLE-kart.pdf}
      - {tittel: UGLE-tegning, fil: UGLE-tegning.pdf, unntatt_offentlighet: {hjemmel: offl. § 24}}
  - nr: 8/2026
    tittel: UGLE-trussel
    saksframlegg: UGLE-framlegg
    vedlegg: [{tittel: UGLE-liste, fil: UGLE-liste.pdf}]
    unntatt_offentlighet: {hjemmel: offl. § 13, begrunnelse: UGLE-derfor, offentlig_tittel: Orientering fra politiet}
"""
HELD = """\
type: møte
dato: 2026-03-12
status: avholdt
referat: {ferdig: 2026-03-18}
til_stede: [Åse Berg, {navn: Ola Lie, rolle: næringslivskontakt, epost: ola@firma.no}]
forfall: [Ida Moe]
ikke_møtt: ["Aas, Siv"]
saker:
  - nr: 1/2026
    tittel: Skoleveien
    tiltak:
      - {hva: Male gangfeltet, ansvarlig: [Åse Berg, Teknisk etat], frist: 2026-10-01}
      - {hva: Telle biler, ansvarlig: Ida Moe, frist: 2027-01-15}
  - nr: 2/2026
    tittel: UGLE-sak
    tiltak: [{hva: UGLE-tiltak, ansvarlig: Ida Moe, frist: 2026-10-01}]
    unntatt_offentlighet: {hjemmel: offl. § 13, offentlig_tittel: Fra politiet}
"""
FILES = {
    "kps.yaml": KPS,
    f"{COUNCIL}/politirad.yaml": POLITIRAD,
    DECEMBER: AHEAD,
    MARCH: HELD,
    f"{COUNCIL}/moter/UGLE-kart.pdf": "kart",
    f"{COUNCIL}/moter/UGLE-tegning.pdf": "UGLE-tegning",
    f"{COUNCIL}/moter/UGLE-liste.pdf": "UGLE-liste",
}
EVERYBODY = {
    "ase@kommune.no", "ida@politiet.no", "siv@kommune.no", "eva@firma.no", "nils@politiet.no", "ola@firma.no",
    "post@statsforvalteren.no",
}  # fmt: skip
INSIDE = {"ase@kommune.no", "ida@politiet.no", "siv@kommune.no", "nils@politiet.no"}


@pytest.fixture(autouse=True)
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_all(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def mail(file: str) -> EmailMessage:
    read = message_from_bytes(Path(file).read_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert [part.defects for part in read.walk() if part.defects] == []
    return read


def to(message: EmailMessage) -> set[str]:
    return {one.addr_spec for one in message["to"].addresses}


def text(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def attached(message: EmailMessage) -> dict[str, Any]:
    return {str(part.get_filename()): part.get_content() for part in message.iter_attachments()}


def everything(message: EmailMessage) -> str:
    """All that a draft says: names, texts, and the words of the papers in it."""
    told = [str(message.items()), text(message)]
    for name, content in attached(message).items():
        told += [name, content if isinstance(content, str) else content.decode("latin-1")]
        if name.endswith((".pdf",)) and isinstance(content, bytes) and content.startswith(b"%PDF"):
            told += [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    return "\n".join(told)


def entry(message: EmailMessage) -> tuple[Calendar, Any]:
    (part,) = (one for one in message.iter_attachments() if one.get_content_type() == "text/calendar")
    made = Calendar.from_ical(part.get_content())
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == made["METHOD"]
    return made, made.walk("VEVENT")[0]


# --- the draft ---------------------------------------------------------------------------------------------------


def test_the_draft_is_ascii_with_whole_line_ends_and_the_same_each_time(kps: Kps) -> None:
    ran = kps("send", DECEMBER, "--lang", "en")
    assert (ran.status, ran.out) == (0, f"wrote {AGENDA}\n")
    assert ran.err == "kps: no e-mail address that can be used, and so no mail: Per Li\n"
    data = Path(AGENDA).read_bytes()
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert max(map(len, data.split(b"\r\n"))) <= 78
    kps("send", DECEMBER)
    assert Path(AGENDA).read_bytes() == data
    Path(AGENDA).unlink()
    kps("send", "4205")
    assert Path(AGENDA).read_bytes() == data


def test_the_draft_has_no_sender_no_day_and_no_id(kps: Kps) -> None:
    kps("send", DECEMBER)
    made = mail(AGENDA)
    assert made["X-Unsent"] == "1"
    assert made["From"] is made["Date"] is made["Message-ID"] is made["Bcc"] is made["Cc"] is None
    assert made["Subject"] == "Innkalling, Politirådet i Lindesnes 3. desember 2026"
    assert "Aas, Siv" in [one.display_name for one in made["to"].addresses]
    assert "Åse Berg" in [one.display_name for one in made["to"].addresses]
    assert made["Sensitivity"] is None


def test_members_deputies_guests_and_copies_get_the_public_edition(kps: Kps) -> None:
    kps("send", DECEMBER)
    made = mail(AGENDA)
    assert to(made) == EVERYBODY
    assert list(attached(made)) == [
        "4205-lindesnes-2026-12-03-innkalling-offentlig.pdf",
        "4205-lindesnes-2026-12-03-vedlegg-1-kart-over-skoleveien.pdf",
        "4205-lindesnes-2026-12-03.ics",
    ]
    assert "UGLE" not in everything(made)
    assert "8/2026 Orientering fra politiet" in text(made)
    assert not Path(CLOSED).exists()


def test_members_of_the_extended_council_are_called_where_it_meets(register: Path, kps: Kps) -> None:
    changed(register, DECEMBER, "status: planlagt", "status: planlagt\nutvidet: ja")
    kps("send", DECEMBER)
    assert to(mail(AGENDA)) == EVERYBODY | {"tom@firma.no"}


def test_minutes_go_to_those_who_were_away_as_well(kps: Kps) -> None:
    assert kps("send", MARCH, "--minutes").status == 0
    made = mail(f"{PAPERS}/2026-03-12-referat.eml")
    assert to(made) == {"ase@kommune.no", "ida@politiet.no", "siv@kommune.no", "eva@firma.no", "ola@firma.no"}
    assert made["Subject"] == "Referat, Politirådet i Lindesnes 12. mars 2026"
    assert list(attached(made)) == ["4205-lindesnes-2026-03-12-referat-offentlig.pdf"]
    assert "UGLE" not in everything(made)
    kps("send", "lindesnes", "--minutes", "--output", "ut")
    assert Path("ut/2026-03-12-referat.eml").read_bytes() == Path(f"{PAPERS}/2026-03-12-referat.eml").read_bytes()


def test_the_calendar_file_asks_those_of_the_draft_for_an_answer(kps: Kps) -> None:
    kps("render", DECEMBER, "--format", "ics")
    kept = Calendar.from_ical(Path(f"{PAPERS}/2026-12-03.ics").read_bytes()).walk("VEVENT")[0]
    kps("send", DECEMBER)
    made, event = entry(mail(AGENDA))
    assert made["METHOD"] == "REQUEST"
    assert event["UID"] == kept["UID"]
    assert event["ORGANIZER"] == "mailto:siv@kommune.no"
    people = event["ATTENDEE"]
    assert {one.removeprefix("mailto:") for one in people} == EVERYBODY
    assert {one.params["RSVP"] for one in people} == {"TRUE"}
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt.total_seconds() == -24 * 3600


def test_a_meeting_without_an_hour_lasts_all_day(register: Path, kps: Kps) -> None:
    changed(register, DECEMBER, 'start: "09:00"\n', "")
    kps("send", DECEMBER)
    _, event = entry(mail(AGENDA))
    assert event["DTSTART"].params["VALUE"] == "DATE"


@pytest.mark.parametrize(
    ("charter", "council", "organizer"),
    [
        ("avsender: {navn: Distriktet, epost: d@politiet.no}\n", "", "mailto:d@politiet.no"),
        ("avsender: {epost: d@politiet.no}\n", "avsender: {epost: r@kommune.no}\n", "mailto:r@kommune.no"),
        ("", "", None),
    ],
)
def test_without_a_secretary_the_council_calls(
    register: Path, kps: Kps, charter: str, council: str, organizer: str | None
) -> None:
    write_all(
        register,
        {"kps.yaml": KPS + charter, f"{COUNCIL}/politirad.yaml": POLITIRAD.replace(", sekretær: ja", "") + council},
    )
    ran = kps("send", DECEMBER, "--lang", "en")
    made, event = entry(mail(AGENDA))
    assert event.get("ORGANIZER") == organizer
    assert (made["METHOD"] == "REQUEST") == ("ATTENDEE" in event) == (organizer is not None)
    assert ("asks nobody for an answer" in ran.err) == (organizer is None)


def test_a_change_of_day_moves_the_entry(register: Path, kps: Kps) -> None:
    kps("send", DECEMBER)
    changed(register, DECEMBER, 'start: "09:00"', 'start: "10:00"')
    kps("send", DECEMBER)
    assert entry(mail(AGENDA))[1]["SEQUENCE"] == 1


def test_what_is_over_20_mb_together_is_told_and_left_out(register: Path, kps: Kps) -> None:
    lines = "".join(f"      - {{tittel: Del {number}, fil: del-{number}.bin}}\n" for number in range(3))
    changed(register, DECEMBER, "    vedlegg:\n", f"    vedlegg:\n{lines}")
    for number in range(3):
        (register / f"{COUNCIL}/moter/del-{number}.bin").write_bytes(bytes(9_000_000))
    ran = kps("send", DECEMBER, "--lang", "en")
    assert ran.status == 0
    assert "case 7/2026 is left out of the mail (Del 2): the attachments would be more than 20 MB" in ran.err
    names = list(attached(mail(AGENDA)))
    assert [name for name in names if "-del-" in name] == [
        "4205-lindesnes-2026-12-03-vedlegg-1-del-0.bin",
        "4205-lindesnes-2026-12-03-vedlegg-2-del-1.bin",
    ]


def test_a_file_outside_the_register_never_goes_along(
    register: Path, kps: Kps, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("andre") / "hemmelig.txt"
    secret.write_text("hemmelig", encoding="utf-8")
    link = register / f"{COUNCIL}/moter/lenke.txt"
    link.symlink_to(secret)
    changed(register, DECEMBER, "fil: UGLE-kart.pdf", "fil: lenke.txt")
    ran = kps("send", DECEMBER, "--lang", "en")
    assert "symbolic link out of the register" in ran.err
    changed(register, DECEMBER, "fil: lenke.txt", f"fil: ../../../../{secret.parent.name}/{secret.name}")
    assert "there is no such file in the register" in kps("send", DECEMBER, "--lang", "en").err
    assert "hemmelig" not in everything(mail(AGENDA))


def test_a_register_in_nynorsk_is_written_to_in_nynorsk_and_its_own_words_win(register: Path, kps: Kps) -> None:
    for file in ("kps.yaml", f"{COUNCIL}/politirad.yaml"):
        changed(register, file, "4205", "4621")
    kps("send", DECEMBER)
    assert "Innkallinga er vedlagd." in text(mail(AGENDA))
    own = '{% extends "kps/nn/epost.md.j2" %}{% block emne %}\nNytt frå rådet\n{% endblock %}'
    write_all(register, {"maler/epost.md.j2": own})
    kps("send", DECEMBER)
    made = mail(AGENDA)
    assert made["Subject"] == "Nytt frå rådet"
    assert "Innkallinga er vedlagd." in text(made)


# --- what is exempt ----------------------------------------------------------------------------------------------


def test_the_closed_edition_goes_to_members_of_municipality_and_police_alone(kps: Kps) -> None:
    assert kps("send", DECEMBER, "--closed").status == 0
    public, closed = mail(AGENDA), mail(CLOSED)
    assert to(closed) == INSIDE
    assert to(public) == EVERYBODY - INSIDE
    assert closed["Sensitivity"] == "Company-Confidential"
    assert (
        text(closed).splitlines()[0] == "Unntatt offentlighet, offl. §\N{NO-BREAK SPACE}13; offl. §\N{NO-BREAK SPACE}24"
    )
    assert "UGLE" not in everything(public)
    names = list(attached(closed))
    assert names == [
        "4205-lindesnes-2026-12-03-innkalling.pdf",
        "4205-lindesnes-2026-12-03-vedlegg-1-kart-over-skoleveien.pdf",
        "4205-lindesnes-2026-12-03-vedlegg-2.pdf",
        "4205-lindesnes-2026-12-03-vedlegg-3.pdf",
        "4205-lindesnes-2026-12-03.ics",
    ]
    assert "UGLE-framlegg" in everything(closed)
    assert "UGLE" not in str(closed["subject"])
    made, event = entry(closed)
    assert {one.removeprefix("mailto:") for one in event["ATTENDEE"]} == INSIDE
    # The link is for those who are called; nothing of an exempt case is there.
    assert "UGLE" not in made.to_ical().decode().replace("https://UGLE.example", "")


def test_an_attachment_has_the_number_that_the_paper_beside_it_gives_it(register: Path, kps: Kps) -> None:
    more = "  - {nr: 9/2026, tittel: Ni, vedlegg: [{tittel: Til sist, fil: UGLE-sist.pdf}]}\n"
    changed(register, DECEMBER, "saker:\n", "saker:\n" + more.replace("9/2026", "6/2026").replace("sist", "fyrst"))
    (register / DECEMBER).write_text((register / DECEMBER).read_text(encoding="utf-8") + more, encoding="utf-8")
    write_all(register, {f"{COUNCIL}/moter/UGLE-{name}.pdf": "a" for name in ("fyrst", "sist")})
    kps("send", DECEMBER, "--closed")
    for draft, last in ((AGENDA, 4), (CLOSED, 5)):
        found = attached(mail(draft))
        (paper,) = (one for name, one in found.items() if "innkalling" in name)
        said = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
        assert f"Til sist (vedlegg {last})" in said.replace("\n", " ")
        assert f"4205-lindesnes-2026-12-03-vedlegg-{last}-til-sist.pdf" in found


def test_a_contact_who_is_a_member_is_reached_by_the_members_own_address(register: Path, kps: Kps) -> None:
    """By the letter: members by their `epost`; that of the contact's own file is for those who ask the police."""
    changed(register, f"{COUNCIL}/politirad.yaml", "Per Li, rolle: kommunedirektør", "Kari Moe, rolle: politikontakt")
    contact = "type: politikontakt\nnavn: {}\nkommuner: ['4205']\ntiltrådt: 2025-01-01\nepost: {}@politiet.no\n"
    write_all(
        register,
        {f"politikontakter/{n}.yaml": contact.format(n, n[:2].lower()) for n in ("Kari Moe", "Eva Ness", "Nils Moe")},
    )
    assert kps("send", DECEMBER).err.strip().endswith(": Kari Moe")
    assert to(mail(AGENDA)) == EVERYBODY
    changed(
        register, f"{COUNCIL}/politirad.yaml", "rolle: politikontakt", "rolle: politikontakt, epost: ka@politiet.no"
    )
    assert kps("send", DECEMBER).err == ""
    assert to(mail(AGENDA)) == EVERYBODY | {"ka@politiet.no"}


def test_whom_to_tell_of_an_absence_is_the_same_in_the_mail_and_in_the_paper(register: Path, kps: Kps) -> None:
    changed(register, f"{COUNCIL}/politirad.yaml", "sekretær: ja, ", "")
    changed(register, f"{COUNCIL}/politirad.yaml", "[{navn: Åse", "[{navn: Eva Ness, verv: nestleder}, {navn: Åse")
    changed(register, DECEMBER, "sted: Rådhuset", "sted: Rådhuset\nreferent: Ida Moe")
    kps("send", DECEMBER)
    kps("render", DECEMBER, "--document", "innkalling")
    paper = (register / PAPERS / "2026-12-03-innkalling.md").read_text(encoding="utf-8")
    assert "til Åse Berg (<ase@kommune.no>)" in paper
    assert "til Åse Berg, ase@kommune.no," in text(mail(AGENDA))


def test_an_attachment_that_is_open_in_one_case_and_exempt_in_another_stays_in_the_closed_one(
    register: Path, kps: Kps
) -> None:
    changed(register, DECEMBER, "fil: UGLE-kart.pdf", "fil: UGLE-liste.pdf")
    kps("send", DECEMBER)
    assert not [name for name in attached(mail(AGENDA)) if "vedlegg" in name]


def test_reminders_are_one_a_person_with_public_titles_alone(kps: Kps) -> None:
    ran = kps("send", DECEMBER, "--reminders", "--lang", "en")
    assert ran.status == 0
    assert "no mail: Teknisk etat" in ran.err
    made = {one.name: mail(str(one)) for one in Path(PAPERS).glob("*-paminnelse-*.eml")}
    assert sorted(made) == ["2026-12-03-paminnelse-ase-berg.eml", "2026-12-03-paminnelse-ida-moe.eml"]
    ase, ida = (made[name] for name in sorted(made))
    assert (to(ase), to(ida)) == ({"ase@kommune.no"}, {"ida@politiet.no"})
    assert "2026-03-12/1.1: Male gangfeltet, frist 1. oktober 2026 (fristen er ute)" in text(ase)
    assert "Telle biler" not in text(ase)
    assert "2026-03-12/2.1: Fra politiet\n" in text(ida)
    assert "UGLE" not in everything(ida)
    assert not attached(ida)


# --- refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "file", "old", "new", "words"),
    [
        ((), DECEMBER, "saker:", "saker: [", "cannot be read as one"),
        ((), f"{COUNCIL}/politirad.yaml", "medlemmer:", "medlemmer: [", "belongs to no council"),
        ((), "kps.yaml", "navn:", "navn: [", "cannot be read as a register"),
        ((), DECEMBER, "unntatt_offentlighet: {hjemmel: offl. § 13", "unntatt: {hjemmel: x", "is not made"),
        ((), DECEMBER, "tittel: Skoleveien", "tittel: Etter UGLE-trussel mot bussen i vår", "P004"),
        (("--closed",), DECEMBER, "tittel: Skoleveien", "tittel: Etter UGLE-trussel mot bussen i vår", "P004"),
        (("--reminders",), DECEMBER, "tittel: Skoleveien", "tittel: Etter UGLE-trussel mot bussen i vår", "P004"),
        (("--print",), DECEMBER, "tittel: Skoleveien", "tittel: Etter UGLE-trussel mot bussen i vår", "P004"),
        ((), DECEMBER, "status: planlagt", "status: avlyst", "avlysning"),
        (("--closed",), DECEMBER, "epost: ola@firma.no", "epost: Ase@kommune.no", "serves both"),
        (("--minutes",), DECEMBER, "nr: 7", "nr: 7", "has not been held"),
        (("--minutes", "--reminders"), DECEMBER, "nr: 7", "nr: 7", "one of"),
        (("--closed", "--reminders"), DECEMBER, "nr: 7", "nr: 7", "leave out --closed"),
        (("--sent", "2026-11-19", "--print"), DECEMBER, "nr: 7", "nr: 7", "say it alone"),
    ],
)  # fmt: skip
def test_it_is_refused_and_nothing_is_written(
    register: Path, kps: Kps, options: tuple[str, ...], file: str, old: str, new: str, words: str
) -> None:
    if "P004" in words:
        changed(register, DECEMBER, "tittel: UGLE-trussel", "tittel: UGLE-trussel mot bussen")
    changed(register, file, old, new)
    before = sorted(register.rglob("*"))
    ran = kps("send", DECEMBER, *options, "--lang", "en")
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert sorted(register.rglob("*")) == before


def test_without_the_library_for_pdf_nothing_is_written_and_print_works(
    kps: Kps, without: Callable[[str], None]
) -> None:
    without("typst")
    ran = kps("send", DECEMBER, "--lang", "en")
    assert ran.status == 2
    assert "politisamarbeid[pdf]" in ran.err
    assert not Path(PAPERS).exists()
    assert kps("send", DECEMBER, "--print").status == 0
    assert kps("send", DECEMBER, "--reminders").status == 0


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    import sys

    return lambda name: monkeypatch.setitem(sys.modules, name, None)


def test_nobody_with_an_address_is_1_and_nothing_is_written(register: Path, kps: Kps) -> None:
    for file in (DECEMBER, f"{COUNCIL}/politirad.yaml"):
        written = re.sub(r", epost: [^,}]+", "", FILES[file])
        write_all(register, {file: written})
    for options in ((), ("--print",), ("--closed",)):
        ran = kps("send", DECEMBER, *options, "--lang", "en")
        assert (ran.status, ran.out) == (1, "")
        assert "Åse Berg, Ida Moe, Per Li, Aas, Siv, Eva Ness, Nils Vik, Ola Lie" in ran.err
    assert not Path(PAPERS).exists()


@pytest.mark.parametrize(
    "written", ["ase", "a@b", "a b@kommune.no", '"a@b.no, c@d.no"', '"a@kommune.no\\nBcc: x@y.no"']
)
def test_what_is_no_address_is_told_and_never_in_the_head(register: Path, kps: Kps, written: str) -> None:
    changed(register, f"{COUNCIL}/politirad.yaml", "epost: ase@kommune.no", f"epost: {written}")
    ran = kps("send", DECEMBER, "--lang", "en")
    assert "no mail: Åse Berg, Per Li" in ran.err
    made = mail(AGENDA)
    assert to(made) == EVERYBODY - {"ase@kommune.no"}
    assert made["bcc"] is None


def test_an_own_file_is_not_written_over(kps: Kps) -> None:
    write_all(Path(), {AGENDA: "From: meg\n\nmin egen\n"})
    assert kps("send", DECEMBER).status == 2
    assert Path(AGENDA).read_text(encoding="utf-8") == "From: meg\n\nmin egen\n"


# --- cancelled ---------------------------------------------------------------------------------------------------


def test_a_cancelled_meeting_is_told_of_and_its_entry_cancelled(register: Path, kps: Kps) -> None:
    changed(
        register,
        DECEMBER,
        "status: planlagt",
        "status: avlyst\navlysning: {dato: 2026-11-20, grunn: UGLE, nytt_møte: 2026-12-10}",
    )
    assert kps("send", DECEMBER).status == 0
    made = mail(AGENDA)
    assert made["Subject"] == "Avlyst: Politirådet i Lindesnes 3. desember 2026"
    assert "er avlyst.\nNytt møte holdes torsdag 10. desember 2026." in text(made)
    assert "UGLE" not in everything(made)
    calendar, event = entry(made)
    assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert not event.walk("VALARM")
    assert kps("send", DECEMBER, "--minutes").status == 2


# --- on the screen -----------------------------------------------------------------------------------------------


def test_print_writes_nothing_and_gives_what_is_copied(register: Path, kps: Kps) -> None:
    before = sorted(register.rglob("*"))
    ran = kps("send", "lindesnes", "--print")
    assert ran.status == 0
    assert sorted(register.rglob("*")) == before
    lines = ran.out.splitlines()
    assert set(lines[0].split("; ")) == EVERYBODY
    assert lines[2] == "Innkalling, Politirådet i Lindesnes 3. desember 2026"
    address = lines[-1]
    assert address.startswith("mailto:ase@kommune.no,")
    assert len(address) <= 2000
    assert address.isascii()
    people, _, rest = address.removeprefix("mailto:").partition("?")
    assert set(people.split(",")) == EVERYBODY
    fields = dict(one.split("=", 1) for one in rest.split("&"))
    assert unquote(fields["subject"]) == lines[2]
    assert unquote(fields["body"]).splitlines() == lines[4:-2]
    assert "UGLE" not in unquote(ran.out)


def test_a_long_mail_has_an_address_of_at_most_2000_signs(register: Path, kps: Kps) -> None:
    cases = "".join(
        f"  - {{nr: {number}/2026, tittel: Ååååååååååååååååååååååååååååååååååå}}\n" for number in range(10, 90)
    )
    changed(register, DECEMBER, "saker:\n", f"saker:\n{cases}")
    address = kps("send", DECEMBER, "--print").out.splitlines()[-1]
    assert len(address) <= 2000
    assert "subject=" in address
    assert "body=" not in address


# --- sent ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: planlagt\n", "status: planlagt\ninnkalling: {sendt: 2026-11-19}\n"),
        ("status: planlagt   # nå\n", "status: planlagt   # nå\ninnkalling: {sendt: 2026-11-19}\n"),
        ("status: planlagt\ninnkalling:\n", "status: planlagt\ninnkalling:\n  sendt: 2026-11-19\n"),
        (
            "status: planlagt\ninnkalling:\n  sendt:              # når\n",
            "status: planlagt\ninnkalling:\n  sendt: 2026-11-19   # når\n",
        ),
        ("status: planlagt\ninnkalling: {sendt: }\n", "status: planlagt\ninnkalling: {sendt: 2026-11-19 }\n"),
    ],
)
@pytest.mark.parametrize("windows", [False, True])
def test_sent_writes_the_day_and_nothing_else(register: Path, kps: Kps, old: str, new: str, windows: bool) -> None:
    def laid_out(line: str) -> bytes:
        whole = AHEAD.replace("status: planlagt\n", line)
        return (b"\xef\xbb\xbf" if windows else b"") + (whole.replace("\n", "\r\n") if windows else whole).encode()

    (register / DECEMBER).write_bytes(laid_out(old))
    assert kps("send", DECEMBER, "--sent", "2026-11-19").status == 0
    assert (register / DECEMBER).read_bytes() == laid_out(new)
    assert not Path(PAPERS).exists()
    assert kps("send", DECEMBER, "--sent", "2026-11-19").status == 0
    assert (register / DECEMBER).read_bytes() == laid_out(new)
    ran = kps("send", DECEMBER, "--sent", "2026-11-18", "--lang", "en")
    assert ran.status == 2
    assert "was sent on 19 November 2026" in ran.err
    assert (register / DECEMBER).read_bytes() == laid_out(new)


def test_sent_is_refused_where_minutes_are_sealed_or_the_day_has_not_come(register: Path, kps: Kps) -> None:
    assert kps("send", DECEMBER, "--sent", "2026-11-24").status == 2
    assert kps("send", DECEMBER, "--sent", "i går").status == 2
    kps("approve", MARCH)
    before = (register / MARCH).read_bytes()
    ran = kps("send", MARCH, "--sent", "2026-03-01", "--lang", "en")
    assert ran.status == 2
    assert "sealed" in ran.err
    assert (register / MARCH).read_bytes() == before


def test_a_draft_is_not_sent(register: Path, kps: Kps) -> None:
    kps("send", DECEMBER, "--closed")
    assert (register / DECEMBER).read_text(encoding="utf-8") == AHEAD


def test_a_council_without_a_meeting_ahead_has_nothing_to_send(kps: Kps) -> None:
    ran = kps("send", "4205", "--as-of", "2026-12-04", "--lang", "en")
    assert ran.status == 2
    assert "no meeting planned" in ran.err
