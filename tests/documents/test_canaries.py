"""Canaries: a word of its own in every text field that must not come out, looked for in every format's bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from papers import FOLDER, JUNE, MARCH, MEMBERS, meeting, paper, register
from pypdf import PdfReader
from test_withholding import BOTH, EXEMPT, FOLLOWED, GUESTS

from kps.changes.compare import compare
from kps.documents.invitation import PublicInvitation, invitation, public_invitation
from kps.documents.withholding import Withheld
from kps.formats.ics import meeting_file
from kps.formats.making import file_of
from kps.formats.paper import Paper
from kps.output.changes import Difference, Point, changes_json, changes_markdown, changes_text
from kps.register.index import Register
from kps.register.kept import PaperKind, stamp_text
from kps.register.stamps import ENDINGS, Ending

BIRD = "FUGL"


def everything_in(data: bytes, ending: Ending) -> str:
    """All the text that the file holds, what it tells of itself too."""
    match ending:
        case "pdf":
            read = PdfReader(BytesIO(data))
            pages = [page.extract_text() for page in read.pages]
            return "\n".join([*pages, str(read.metadata), data.decode("latin-1")])
        case "docx":
            with ZipFile(BytesIO(data)) as archive:
                return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        case _:
            return data.decode()


def whole_file(kind: PaperKind, file: str, ending: Ending, public: bool) -> bytes:
    made_of = paper(BOTH, kind, file=file, public=public)
    record = next(one for one in BOTH.meetings if one.origin.file == file)
    stamp = stamp_text(record, public=public)
    return file_of(Paper(made_of.text, made_of.language, made_of.author, made_of.day, stamp, made_of.marking), ending)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", ["innkalling", "referat"])
@pytest.mark.parametrize("file", [MARCH, JUNE])
def test_no_bird_gets_out_to_the_public(kind: PaperKind, file: str, ending: Ending) -> None:
    assert BIRD not in everything_in(whole_file(kind, file, ending, public=True), ending)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_birds_are_there_for_the_members(ending: Ending) -> None:
    assert BIRD in everything_in(whole_file("referat", MARCH, ending, public=False), ending)


@pytest.mark.parametrize("file", [MARCH, JUNE])
@pytest.mark.parametrize("public", [True, False])
def test_no_bird_is_in_any_calendar(file: str, public: bool) -> None:
    record = next(one for one in BOTH.meetings if one.origin.file == file)
    day = record.day
    assert day is not None
    one = public_invitation(BOTH, record, day) if public else invitation(BOTH, record)
    assert one is not None
    made = (
        meeting_file(one if isinstance(one, PublicInvitation) else replace(one, link=""), day)
        .decode()
        .replace("\r\n ", "")
    )
    assert BIRD not in made
    assert ("CLASS:CONFIDENTIAL" in made) == (file == MARCH)


def test_what_the_stamp_of_a_public_paper_knows_is_what_it_shows() -> None:
    """Nobody can guess at an exempt text and find it confirmed by the stamp."""
    record = next(one for one in BOTH.meetings if one.origin.file == MARCH)
    other = record.model_copy(
        update={
            "items": tuple(
                one.model_copy(update={"conclusion": "x", "exempt": one.exempt.model_copy(update={"reason": "x"})})
                if one.exempt
                else one.model_copy(
                    update={
                        "attachments": tuple(
                            paper.model_copy(update={"title": "x"}) if paper.exempt else paper
                            for paper in one.attachments
                        )
                    }
                )
                for one in record.items
            )
        }
    )
    other.placed(replace(record.origin))
    assert stamp_text(record, public=True) == stamp_text(other, public=True)
    assert stamp_text(record, public=False) != stamp_text(other, public=False)


NONE = register(
    {MARCH: meeting("- {nr: 1/2026, tittel: Åpen sak}"), JUNE: meeting(day="2026-06-11", status="planlagt")}
)
NEWER = register(
    {
        MARCH: meeting(EXEMPT.replace("FUGL-", "FUGL-NY-"), rest=GUESTS.replace("FUGL-", "FUGL-NY-")),
        JUNE: meeting(
            "- {nr: 3/2026, tittel: Ny sak}",
            day="2026-06-11",
            status="planlagt",
            rest=FOLLOWED.replace("FUGL-", "FUGL-NY-"),
        ),
    }
)


@pytest.mark.parametrize("write", [changes_text, changes_markdown, changes_json])
@pytest.mark.parametrize(
    ("before", "after"), [(BOTH, NEWER), (NONE, BOTH), (BOTH, NONE)], ids=["changed", "new", "gone"]
)
def test_no_bird_is_in_what_differs(before: Register, after: Register, write: Callable[[Difference], str]) -> None:
    found = Difference(Point(), Point(), ((".", compare(before, after)),))
    said = write(found)
    # What became of an action that no meeting has set is nobody's secret; the attachments' file names are open.
    said = re.sub(r"FUGL(-NY)?-(ukjent|filnavn|navnløs)", "", said)
    assert BIRD not in said


def test_no_bird_is_in_what_a_new_open_case_has_attached() -> None:
    more = register(
        {MARCH: meeting(f"- {{nr: 1/2026, tittel: Åpen sak}}\n- nr: 8/2026\n  tittel: Ny\n  vedlegg: [{ATTACHED}]")}
    )
    found = changes_json(Difference(Point(), Point(), ((".", compare(NONE, more)),)))
    assert '"tittel": "Ny"' in found
    assert BIRD not in found


CLOSED_PRODUCT = """\
type: kunnskapsgrunnlag
tittel: FUGL-bilde
kilde: politi
dato: 2026-02-01
eier: FUGL-eier
bestilt: {dato: 2026-01-05, av: FUGL-bestiller, frist: 2026-02-01}
fil: FUGL-bilde.pdf
lenke: https://FUGL.example
tema: FUGL-tema
unntatt_offentlighet: {hjemmel: offl. § 24, begrunnelse: FUGL-grunn, offentlig_tittel: Fra politiet}
funn: FUGL-funn
notat: FUGL-notat
"""
WAITING = "saksbank: [{tittel: FUGL-sak, tema: FUGL-emne, unntatt_offentlighet: {begrunnelse: FUGL-derfor}}]\n"
USED = "- {nr: 1/2026, tittel: Åpen sak, sakstype: vedtak, kunnskapsgrunnlag: [bilde]}"
WITH_PRODUCT = register(
    {MARCH: meeting(USED), f"{FOLDER}/grunnlag/bilde.yaml": CLOSED_PRODUCT}, council=MEMBERS + WAITING
)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", ["innkalling", "referat"])
def test_of_an_exempt_product_the_public_sees_its_public_title(kind: PaperKind, ending: Ending) -> None:
    made = paper(WITH_PRODUCT, kind, public=True)
    assert ("Fra politiet" in made.text) == ("Kunnskapsgrunnlag" in made.text)
    (record,) = WITH_PRODUCT.meetings
    file = Paper(made.text, made.language, made.author, made.day, stamp_text(record, public=True), made.marking)
    assert BIRD not in everything_in(file_of(file, ending), ending)


def test_the_agenda_for_the_members_names_the_product_and_is_marked() -> None:
    made = paper(WITH_PRODUCT, "innkalling")
    assert "FUGL-bilde" in made.text
    assert "Unntatt offentlighet" in made.marking


LONG = "Seks ungdommer fra to skoler samles ved brua om kvelden og selger hasj til yngre elever"


def test_a_text_of_an_exempt_product_or_of_a_case_that_waits_refuses_the_paper() -> None:
    for text in (LONG, LONG.replace("Seks", "Sju")):
        item = f"- {{nr: 1/2026, tittel: Åpen sak, referat: {text}}}"
        product = CLOSED_PRODUCT.replace("FUGL-funn", f"{LONG}.")
        bank = WAITING.replace("FUGL-sak", LONG.replace("Seks", "Sju"))
        made = register({MARCH: meeting(item), f"{FOLDER}/grunnlag/bilde.yaml": product}, council=MEMBERS + bank)
        with pytest.raises(Withheld):
            paper(made, "referat", public=True)


def test_a_paper_that_names_a_product_with_a_slip_is_refused() -> None:
    slip = CLOSED_PRODUCT.replace("unntatt_offentlighet", "unntat_ofentlihet").replace("dato", "dagen")
    made = register({MARCH: meeting(USED), f"{FOLDER}/grunnlag/bilde.yaml": slip})
    with pytest.raises(Withheld):
        paper(made, "innkalling", public=True)


WITHOUT_PRODUCT = register({MARCH: meeting(USED)})
OTHER_PRODUCT = register(
    {MARCH: meeting(USED), f"{FOLDER}/grunnlag/bilde.yaml": CLOSED_PRODUCT.replace("FUGL-", "FUGL-NY-")},
    council=MEMBERS + WAITING.replace("FUGL-", "FUGL-NY-"),
)


@pytest.mark.parametrize("write", [changes_text, changes_markdown, changes_json])
@pytest.mark.parametrize(
    ("before", "after"),
    [(WITH_PRODUCT, OTHER_PRODUCT), (WITHOUT_PRODUCT, WITH_PRODUCT), (WITH_PRODUCT, WITHOUT_PRODUCT)],
    ids=["changed", "new", "gone"],
)
def test_no_bird_of_a_product_is_in_what_differs(
    before: Register, after: Register, write: Callable[[Difference], str]
) -> None:
    found = Difference(Point(), Point(), ((".", compare(before, after)),))
    assert BIRD not in write(found)


def test_the_stamp_of_the_public_page_knows_nothing_of_a_case_that_waits() -> None:
    one, other = (next(iter(of.councils)) for of in (WITH_PRODUCT, OTHER_PRODUCT))
    assert stamp_text(one, public=True) == stamp_text(other, public=True)
    assert stamp_text(one, public=False) != stamp_text(other, public=False)


ATTACHED = "{tittel: FUGL-kart, fil: FUGL.pdf, unntatt_offentlighet: {hjemmel: offl. § 24, begrunnelse: FUGL}}"
