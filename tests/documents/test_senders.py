"""Who a paper is from, with the logo whole in it; the head of a letter, the attachments and the next meeting."""

from __future__ import annotations

import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from papers import FOLDER, MARCH, TODAY, meeting, paper, register
from pypdf import PdfReader

from kps.formats.pictures import Picture, picture
from kps.language import Message
from kps.register.reading import load
from kps.register.stamps import ENDINGS, Ending
from kps.register.tree import Folder
from kps.workspace.branding import Branding
from kps.workspace.listening import Listener
from kps.workspace.loading import Loaded
from kps.workspace.paper_requests import PaperRequest
from kps.workspace.paper_requests import paper as made

CHARTER = """\
type: register
navn: R
politidistrikt: Agder
kommuner: alle
gjelder_fra: 2020-01-01
avsender: {navn: Agder politidistrikt, logo: logo.svg, telefon: "38 13 60 00", epost: post@agder.example}
"""
COUNCIL = """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
bydel: Mandal
medlemmer:
  - {navn: Anne Berg, rolle: ordfører, telefon: "38 00 00 01", epost: anne@kommune.example}
ledelse: [{navn: Anne Berg, verv: leder}]
"""
OWN = "avsender: {navn: Lindesnes kommune, logo: vaapen.png, adresse: Postboks 2}\n"
ITEMS = """\
- {nr: 1/2026, tittel: Åpen, vedlegg: [{tittel: Kart, fil: kart 1.pdf}], saksframlegg: "![Kart](bilde.png) ![Ute](https://x.example/a.png)"}
- {nr: 2/2026, tittel: To, vedlegg: [{tittel: FUGL, fil: FUGL.pdf, unntatt_offentlighet: {hjemmel: offl. § 24}}]}
"""
REST = """\
arkivref: {kommune: 24/1234, politi: "202400567"}
innkalling: {sendt: 2026-02-26}
referat: {ferdig: 2026-03-18}
kopi: [{navn: Statsforvalteren, epost: FUGL@sf.example}]
neste_møte: 2026-06-11
"""
NEXT = meeting(day="2026-06-11", status="planlagt", rest='start: "09:00"\nsted: Rådhuset\n')
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><rect width="60" height="60"/></svg>'


def png(wide: int = 4, high: int = 4) -> bytes:
    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(b"".join(b"\0" + b"\x40" * 3 * wide for _ in range(high)))
    size = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", size) + part(b"IDAT", rows) + part(b"IEND", b"")


class Heard(Listener):
    def __init__(self) -> None:
        self.said: list[str] = []

    def mind(self, remark: Message) -> None:
        self.said.append(remark.text("en"))

    def doing(self, what: Message) -> Any:
        raise NotImplementedError


def written(folder: Path, files: dict[str, str | bytes]) -> Loaded:
    for name, what in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(what if isinstance(what, bytes) else what.encode())
    found = Folder(folder)
    return Loaded(found, found, load(found))


def files(**more: str | bytes) -> dict[str, str | bytes]:
    return {
        "kps.yaml": CHARTER,
        "logo.svg": SVG,
        f"{FOLDER}/politirad.yaml": COUNCIL,
        f"{FOLDER}/vaapen.png": png(),
        f"{FOLDER}/moter/bilde.png": png(6, 3),
        MARCH: meeting(ITEMS, rest=REST),
        f"{FOLDER}/moter/2026-06-11.yaml": NEXT,
        **more,
    }


def made_of(loaded: Loaded, ending: Ending = "md", *, public: bool = False, heard: Heard | None = None) -> bytes:
    record = next(one for one in loaded.register.meetings if one.origin.file == MARCH)
    asked = PaperRequest(loaded, record, Branding(loaded), TODAY)
    return made(asked, "innkalling", ending, public=public, listener=heard or Heard())


def test_a_councils_own_sender_wins_key_by_key(tmp_path: Path) -> None:
    text = made_of(written(tmp_path, files())).decode()
    assert (
        "![Logo: Agder politidistrikt](../../../logo.svg)  \n**Agder politidistrikt**  \n38 13 60 00 · <post@" in text
    )
    own = made_of(written(tmp_path / "b", files(**{f"{FOLDER}/politirad.yaml": COUNCIL + OWN}))).decode()
    assert (
        "![Logo: Lindesnes kommune](../vaapen.png)  \n**Lindesnes kommune**  \nPostboks 2 · 38 13 60 00 · <post@" in own
    )


def test_the_head_of_a_letter(tmp_path: Path) -> None:
    text = made_of(written(tmp_path, files())).decode()
    for words in (
        "- **Bydel:** Mandal\n",
        "- **Vår referanse:** 24/1234 (kommunen), 202400567 (politiet)\n",
        "- **Sendt:** 26. februar 2026\n",
        "**Kopi til:** Statsforvalteren\n",
        "til Anne Berg (38 00 00 01, <anne@kommune.example>), slik",
        "Torsdag 11. juni 2026, kl. 09.00, Rådhuset\n",
        "- Kart (vedlegg 1)\n",
        "1. [Kart](<../moter/kart%201.pdf>)\n2. [FUGL](<../moter/FUGL.pdf>) (unntatt offentlighet",
    ):
        assert words in text
    assert "kart 1.pdf" not in text


def test_without_a_sender_the_head_is_as_it_was() -> None:
    text = paper(register({MARCH: meeting(rest=REST)})).text
    assert text.startswith("# Referat: Politirådet i Lindesnes\n\n<!-- .hode -->\n- **Dato:**")
    assert "- **Kommunens arkivsak:** 24/1234\n" in text
    assert "- **Ferdig:** 18. mars 2026\n" in text


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_bird_and_no_address_of_a_member_gets_out_to_the_public(tmp_path: Path, ending: Ending) -> None:
    loaded = written(tmp_path, files())
    data = made_of(loaded, ending, public=True)
    said = said_in(data, ending)
    assert "Statsforvalteren" in said
    for word in ("FUGL", "anne@kommune.example", "38 00 00 01", "kart%201"):
        assert word not in said.replace("\xa0", " ")


def said_in(data: bytes, ending: Ending) -> str:
    if ending == "pdf":
        return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages) + data.decode("latin-1")
    if ending == "docx":
        with ZipFile(BytesIO(data)) as parts:
            return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return data.decode()


def test_the_logo_and_a_picture_are_whole_in_the_file(tmp_path: Path) -> None:
    loaded = written(tmp_path, files())
    heard = Heard()
    page = made_of(loaded, "html", heard=heard).decode()
    assert '<img class="logo" alt="Logo: Agder politidistrikt" width="227" height="68" src="data:image/svg+xml' in page
    assert '<img alt="Kart" width="6" height="3" src="data:image/png;base64,' in page
    assert "x.example" not in page
    assert [one for one in heard.said if "x.example" in one]
    assert "Ute" in page
    pdf = made_of(loaded, "pdf")
    assert pdf == made_of(loaded, "pdf")
    assert sum(len(page.images) for page in PdfReader(BytesIO(pdf)).pages) == 1  # the logo is drawn
    with ZipFile(BytesIO(made_of(loaded, "docx"))) as parts:
        assert sum(name.startswith("word/media/") for name in parts.namelist()) == 2
        assert b'descr="Logo: Agder politidistrikt"' in parts.read("word/document.xml")


@pytest.mark.parametrize(
    "data",
    [
        SVG.replace(b"<rect", b"<script>x()</script><rect"),
        SVG.replace(b"<rect", b'<image href="https://x.example/a.png"/><rect'),
        SVG.replace(b"<rect", b'<rect onload="x()"'),
        SVG.replace(b"<rect", b"<style>@import 'x'</style><rect"),
        SVG.replace(b"<rect", b'<rect fill="url(https://x.example)"'),
        SVG.replace(b"<rect", b'<g id="a"><use href="#a"/></g><rect'),
        b"GIF89a",
        png()[:-20],
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG,
        b"",
    ],
)
def test_what_is_no_safe_logo_is_left_out_and_named(tmp_path: Path, data: bytes) -> None:
    assert isinstance(picture(data, logo=True), Message)
    heard = Heard()
    page = made_of(written(tmp_path, files(**{"logo.svg": data})), "html", heard=heard).decode()
    assert "Logo: Agder politidistrikt" in page
    assert page.count("<img") == 1
    assert any("logo.svg is left out" in one for one in heard.said)


@pytest.mark.parametrize("logo", ["../../x.svg", "/etc/passwd", "https://x.example/l.svg", "nei.svg", "lenke.svg"])
def test_a_logo_outside_the_register_is_left_out_and_named(tmp_path: Path, logo: str) -> None:
    (tmp_path / "lenke.svg").symlink_to(tmp_path / "logo.svg")
    heard = Heard()
    loaded = written(tmp_path, files(**{"kps.yaml": CHARTER.replace("logo.svg", logo)}))
    assert "![Logo" not in made_of(loaded, heard=heard).decode()
    assert any("is left out" in one and "x.example/a.png" not in one for one in heard.said)


def test_a_logo_fits_in_its_room() -> None:
    for width, height, size in ((200, 60, (60.0, 18.0)), (400, 40, (60.0, 6.0)), (10, 20, (9.0, 18.0))):
        wide, high = Picture(b"", "svg", width, height, logo=True).size
        assert (wide, high) == pytest.approx(size)


def test_a_picture_named_elsewhere_in_the_text_is_one_like_any_other(tmp_path: Path) -> None:
    items = r"""- nr: 1/2026
  tittel: Åpen
  saksframlegg: |
    ![Kart][K a] og ![k  A][] og ![K a], men ![Ute][ute] og ![Ukjent][nei] og [lenke][ute]

    [k a]: <bilde.png> "Tittel"
    [ute]: https://x.example/a.png
"""
    heard = Heard()
    loaded = written(tmp_path, files(**{MARCH: meeting(items, rest=REST)}))
    text = made_of(loaded, heard=heard).decode()
    assert "![Kart](../moter/bilde.png) og ![k  A](../moter/bilde.png) og ![K a](../moter/bilde.png), men Ute" in text
    assert "![Ukjent][nei] og [lenke][ute]" in text
    assert [one for one in heard.said if "https://x.example/a.png is left out" in one]
    assert made_of(loaded, "html").decode().count('<img alt="') == 3


def test_links_lead_from_where_the_paper_is_written(tmp_path: Path) -> None:
    loaded = written(tmp_path / "r", files())
    record = next(one for one in loaded.register.meetings if one.origin.file == MARCH)
    asked = PaperRequest(loaded, record, Branding(loaded), TODAY)
    for folder, way in (
        (None, "../moter"),
        (tmp_path, f"r/{FOLDER}/moter"),
        (tmp_path / "a/b", f"../../r/{FOLDER}/moter"),
    ):
        text = made(asked, "innkalling", "md", public=False, folder=folder).decode()
        assert f"1. [Kart](<{way}/kart%201.pdf>)" in text
        assert f"![Kart]({way}/bilde.png)" in text
        page = made(asked, "innkalling", "html", public=False, folder=folder).decode()
        assert f'<a href="{way}/kart%201.pdf">Kart</a>' in page
        if folder:
            assert (folder / way / "kart 1.pdf").resolve().parent == (tmp_path / "r" / FOLDER / "moter")


def test_a_logo_that_word_cannot_be_given_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    heard = Heard()
    data = made_of(written(tmp_path, files()), "docx", heard=heard)
    assert [one for one in heard.said if "logo.svg is left out: PDF needs a library" in one]
    assert "Logo: Agder politidistrikt" in said_in(data, "docx")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_broken_picture_is_left_out_of_every_format_and_named(tmp_path: Path, ending: Ending) -> None:
    heard = Heard()
    broken = png(6, 3).replace(b"IDAT", b"IDAT\0", 1)
    loaded = written(tmp_path, files(**{f"{FOLDER}/moter/bilde.png": broken, "logo.svg": broken}))
    said = said_in(made_of(loaded, ending, heard=heard), ending)
    assert "Kart" in said
    assert "![" not in said
    assert ending == "md" or "data:image" not in said
    for name in ("bilde.png", "logo.svg"):
        assert [one for one in heard.said if f"{name} is left out" in one]


def test_who_gets_a_copy_stands_in_the_minutes_too() -> None:
    found = register({MARCH: meeting(ITEMS, rest=REST)})
    for kind in ("innkalling", "referat"):
        for public in (True, False):
            text = paper(found, kind, public=public).text
            assert "**Kopi til:** Statsforvalteren\n" in text
