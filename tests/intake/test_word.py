"""A Word document is taken apart so that each word that people see stands in one place, once."""

from __future__ import annotations

import pytest
from made_word import cell, control, deleted, document_xml, inserted, moved, p, part, run, table, text_box, word

from kps.intake.readers.blocks import Document, Paragraph, Table, paragraphs
from kps.intake.readers.document_kinds import other_kind
from kps.intake.readers.word import document
from kps.intake.source import Unreadable

pytest.importorskip("mammoth")


def _texts(read: Document) -> list[str]:
    return [one.text for one in paragraphs(read.body)]


def test_what_people_see_is_read_and_nothing_else() -> None:
    read = document(
        word(
            p("Sak 1/26", "Overskrift1"),
            p(inner=run("Rådet ") + deleted("avviser") + inserted(run("slutter seg til")) + run(" planen.")),
            p(inner=moved(run("Flyttet."), away=True)),
            p(inner=moved(run("Flyttet."), away=False)),
            control(p("I en kontroll.")),
            control(p("Klikk eller trykk her for å skrive."), prompt=True),
            p(inner=run("Dato: ") + control(run("12.03.2026")) + control(run("Klikk her"), prompt=True)),
            p(inner='<w:fldSimple w:instr="DATE">' + run("I et felt.") + "</w:fldSimple>"),
            p(inner=run("Ved boksen.") + text_box(p("I boksen."))),
        )
    )
    assert _texts(read) == [
        "Sak 1/26", "Rådet slutter seg til planen.", "Flyttet.", "I en kontroll.", "Dato: 12.03.2026", "I et felt.",
        "Ved boksen.", "I boksen.",
    ]  # fmt: skip
    assert [one.place.part for one in paragraphs(read.body)][-1] == "text_box"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    ended = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("Rådet er ") + "</w:p>"
    assert _texts(document(word(ended, p("enig.")))) == ["Rådet er enig."]


def test_headings_bold_words_and_lists_are_known() -> None:
    read = document(word(p("Sak", "Overskrift2"), p("**Vedtak:** Ja."), p("Punkt", listed=1), p("Under", listed=2)))
    found = [one for one in read.body if isinstance(one, Paragraph)]
    assert [(one.heading, one.bold, one.level, one.ordered) for one in found] == [
        (2, 0, 0, False), (0, 7, 0, False), (0, 0, 1, False), (0, 0, 2, True),
    ]  # fmt: skip


def test_what_is_struck_out_is_told_apart() -> None:
    read = document(word(p(inner=run("Kari Moe, ") + run("Per Li", "<w:strike/>"))))
    (found,) = paragraphs(read.body)
    assert (found.text, found.struck) == ("Kari Moe, ", ("Per Li",))


def test_tables_keep_their_spans_and_what_is_in_them() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    down, under = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        f"<w:tr>{cell('Tiltak', wide)}{cell('Frist')}</w:tr>"
        f"<w:tr>{cell('Lys', down)}{cell('Kari')}{control(cell('1.5.2026'))}</w:tr>"
        f"<w:tr>{cell('', under)}{cell(table(['Per', 'Siv']) + p())}{control(cell('Klikk her'), prompt=True)}</w:tr>"
    )
    read = document(word(f"<w:tbl>{rows}</w:tbl>", p("Etter.")))
    (found,) = (one for one in read.body if isinstance(one, Table))
    grid = [["".join(line.text for line in one.paragraphs) if one else "" for one in row] for row in found.grid()]
    assert grid == [["Tiltak", "Tiltak", "Frist"], ["Lys", "Kari", "1.5.2026"], ["Lys", "PerSiv", ""]]
    assert _texts(read) == ["Tiltak", "Frist", "Lys", "Kari", "1.5.2026", "Per", "Siv", "Etter."]


def test_what_stands_beside_the_body_is_read_once() -> None:
    note = '<w:comment w:id="1">' + p("Sjekk dette.") + p("Snart.") + "</w:comment>"
    line = '<w:footnote w:id="0" w:type="separator">' + p("strek") + "</w:footnote>"
    read = document(
        word(
            p("Tekst."),
            parts={
                "word/header1.xml": part("hdr", p("Politirådet")),
                "word/header2.xml": part("hdr", p("Politirådet")),
                "word/footer1.xml": part("ftr", p("Side 1")),
                "word/comments.xml": part("comments", note),
                "word/footnotes.xml": part(
                    "footnotes", line + '<w:footnote w:id="1">' + p("Se planen.") + "</w:footnote>"
                ),
            },
        )
    )
    assert [(one.place.part, one.text) for one in read.beside] == [
        ("header", "Politirådet"), ("footer", "Side 1"), ("comment", "Sjekk dette.\nSnart."),
        ("footnote", "Se planen."),
    ]  # fmt: skip


def _deep() -> str:
    return "<w:sdt><w:sdtContent>" * 60 + p("Dypt.") + "</w:sdtContent></w:sdt>" * 60


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + document_xml(p("&b;").replace("&amp;", "&"))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK\x03\x04", word(p("Hele."))[:-300], word(parts={"word/document.xml": b"\x00\xff"}),
        word(parts={"word/document.xml": _BOMB}), word(_deep()), word(parts={"word/numbering.xml": "<x"}),
        word(parts={"word/document.xml": "<w:p/>"}),
    ],
    ids=range(8),  # a file made now tells the time, which no two processes have to be of one mind about
)  # fmt: skip
def test_what_cannot_be_read_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable):
        document(data)


def test_a_bomb_is_told_before_it_goes_off() -> None:
    with pytest.raises(Unreadable, match="100 MB"):
        document(word(parts={"word/styles.xml": b"<a>" + b" " * (101 * 1024 * 1024)}))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"{\\rtf1", _OLE + "WordDocument".encode("utf-16-le"),
        _OLE + "EncryptedPackage".encode("utf-16-le"),
    ],
)  # fmt: skip
def test_another_kind_of_minutes_is_told_what_to_be_saved_as(data: bytes) -> None:
    told = other_kind(data, ".docx")
    assert told
    assert "save" in told.text("en") or "write" in told.text("en")
