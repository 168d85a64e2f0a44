"""What papers are called, and which day they say they are from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from papers import FOLDER, JUNE, MARCH, TODAY, WORDING, meeting, paper, register
from pypdf import PdfReader

from kps.documents.document import Document, document, kind_for
from kps.documents.titles import day_of
from kps.formats.html import html
from kps.formats.making import file_of
from kps.formats.paper import Paper
from kps.models.base import Record
from kps.register.index import Register
from kps.register.kept import NAMES, kinds
from kps.register.reading import load
from kps.register.tree import Folder
from kps.workspace.branding import Branding
from kps.workspace.loading import Loaded
from kps.workspace.paper_requests import PaperRequest
from kps.workspace.paper_requests import paper as made

SIGNED = """\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["4205"]
status: inngått
fra: 2023-09-01
underskrevet: [{navn: Anne Berg, rolle: ordfører, dato: 2023-08-28}]
"""
OFFERED = """\
type: avtale
avtaletype: skoleavtale
skole: Mandal skole
kommuner: ["4205"]
status: tilbudt
tilbudt: 2026-02-02
"""
EVALUATION = "type: evaluering\ngjelder: {of}\når: 2025\nmetode: gll\ngjennomført: 2025-11-20\n"
MEETINGS = {
    MARCH: meeting(),
    MARCH.replace(".yaml", "-2.yaml"): meeting(),
    JUNE: meeting(day="2026-06-11", status="planlagt", rest="innkalling: {sendt: 2026-04-20}\n"),
}
FILES = {
    **MEETINGS,
    f"{FOLDER}/avtale-2023.yaml": SIGNED,
    f"{FOLDER}/avtale-skole.yaml": OFFERED,
    f"{FOLDER}/evaluering-2025.yaml": EVALUATION.format(of="politirådet"),
    f"{FOLDER}/evaluering-2025-forum.yaml": EVALUATION.format(of="Utelivsforum"),
}
REGISTER = register(FILES)


def of(record: Record, *, public: bool = False, register: Register = REGISTER) -> Document:
    return document(register, record, kind_for(record), public=public, as_of=TODAY, wording=WORDING)


def at(file: str) -> Record:
    return next(one for one in REGISTER.records if one.origin.file.endswith(file))


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("2026-03-12.yaml", "Referat, Politirådet i Lindesnes 12. mars 2026"),
        ("2026-03-12-2.yaml", "Referat, Politirådet i Lindesnes 12. mars 2026 (2)"),
        ("2026-06-11.yaml", "Innkalling, Politirådet i Lindesnes 11. juni 2026"),
        ("avtale-2023.yaml", "Samarbeidsavtale, Lindesnes kommune 2023"),
        ("avtale-skole.yaml", "Tilbud om skoleavtale, Mandal skole 2026"),
        ("evaluering-2025.yaml", "Evaluering 2025, Politirådet i Lindesnes"),
        ("evaluering-2025-forum.yaml", "Evaluering 2025, Utelivsforum, Politirådet i Lindesnes"),
        ("politirad.yaml", "Politirådet i Lindesnes"),
    ],
)
def test_a_title_tells_kind_council_day_and_edition(file: str, title: str) -> None:
    assert of(at(file)).title == title
    assert of(at(file), public=True).title == f"{title} – offentlig utgave"


def test_no_two_papers_of_a_register_have_one_title() -> None:
    titles = [
        document(REGISTER, record, kind, public=public, as_of=TODAY, wording=WORDING).title
        for record in REGISTER.records
        for kind in kinds(record)
        for public in (False, True)
        if public or not NAMES[kind].open  # what is made for the public alone has one edition
    ]
    assert len(set(titles)) == len(titles) == 23


@pytest.mark.parametrize(
    ("party", "title"),
    [
        ("avtaletype: skoleavtale\nskole: Mandal vgs.", "Skoleavtale, Mandal vgs. 2024"),
        ("avtaletype: fylkeskommuneavtale\nfylkeskommune: Agder", "Samarbeidsavtale, Agder 2024"),
    ],
)
def test_agreements_of_several_municipalities_with_one_school_or_county_have_titles_of_their_own(
    party: str, title: str
) -> None:
    text = f"type: avtale\n{party}\nkommuner: [{{}}]\nstatus: inngått\nfra: 2024-01-01\n"
    found = register({f"{FOLDER}/avtale-{number}.yaml": text.format(number) for number in (4205, 4206)})
    assert [of(one, register=found).title for one in found.agreements] == [title, f"{title} (2)"]


def test_a_title_is_in_the_municipalitys_own_form() -> None:
    found = register({MARCH: meeting()}, numbers='["4632"]')
    assert paper(found, public=True).title.endswith("12. mars 2026 – offentleg utgåve")


def test_it_stands_in_the_files_own_data_and_at_the_head_of_every_page() -> None:
    said = paper(REGISTER)
    shown = said.title.replace("12. mars", "12.\xa0mars")
    whole = Paper(said.text, said.language, said.author, said.day, name=said.title)
    assert f"<title>{said.title}</title>" in html(whole)
    assert f'@top-left {{ content: "{shown}"; }}' in html(whole)
    read = PdfReader(BytesIO(file_of(whole, "pdf")))
    assert read.metadata is not None
    assert read.metadata.title == said.title
    assert read.xmp_metadata is not None
    assert said.title in (read.xmp_metadata.dc_title or {}).values()
    assert all(page.extract_text().replace("\xa0", " ").startswith(said.title) for page in read.pages)
    word = docx.Document(BytesIO(file_of(whole, "docx")))
    assert word.core_properties.title == said.title
    assert [one.text for one in word.sections[0].header.paragraphs] == [shown]
    foot = word.sections[0].footer.paragraphs[0]
    assert foot.text == "Side  av "
    assert [one.text for one in foot._p.iter("{*}instrText")] == ["PAGE", "NUMPAGES"]


def test_a_title_is_no_code_of_a_page() -> None:
    page = html(Paper("# T", "nb", name='a"; } </style><script> \\'))
    assert "<script" not in page
    assert 'content: "a\\22 \\3b  \\7d  \\3c \\2f style\\3e' in page


def test_a_word_document_has_no_picture_of_another() -> None:
    data = file_of(Paper("# T", "nb"), "docx")
    assert b"thumbnail" not in data


@pytest.mark.parametrize(
    ("file", "day"),
    [
        ("2026-03-12.yaml", date(2026, 3, 12)),
        ("2026-06-11.yaml", date(2026, 4, 20)),
        ("avtale-2023.yaml", date(2023, 8, 28)),
        ("avtale-skole.yaml", date(2026, 2, 2)),
        ("evaluering-2025.yaml", date(2025, 11, 20)),
        ("politirad.yaml", None),
    ],
)
def test_a_paper_is_from_its_own_day(file: str, day: date | None) -> None:
    record = at(file)
    assert day_of(record, kind_for(record)) == day


@pytest.mark.parametrize(("made_by", "day"), [(None, TODAY), (date(2026, 1, 1), date(2026, 1, 1))])
def test_no_paper_is_from_a_day_to_come(tmp_path: Path, made_by: date | None, day: date) -> None:
    for name, text in {
        "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2020-01-01\n",
        f"{FOLDER}/politirad.yaml": "type: politiråd\nnavn: R\nkommuner: ['4205']\nstatus: aktivt\n",
        f"{FOLDER}/moter/2027-06-11.yaml": meeting(day="2027-06-11", status="planlagt"),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    folder = Folder(tmp_path)
    loaded = Loaded(folder, folder, load(folder))
    (record,) = loaded.register.meetings
    asked = PaperRequest(loaded, record, Branding(loaded), TODAY, made_by)
    read = PdfReader(BytesIO(made(asked, "innkalling", "pdf", public=False)))
    assert read.metadata is not None
    assert read.metadata.creation_date == datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    word = docx.Document(BytesIO(made(asked, "innkalling", "docx", public=False)))
    assert word.core_properties.created is not None
    assert word.core_properties.created.date() == day
