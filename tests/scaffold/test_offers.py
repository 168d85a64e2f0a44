"""What a new meeting's record offers: new knowledge, items that wait, the topics of the month."""

from __future__ import annotations

from datetime import date

from small import BOKMÅL, QUIET, register, texts

from kps.scaffold.meeting import MeetingPlan, new_meeting

MARCH = date(2026, 3, 12)
COUNCIL = (
    QUIET
    + "årshjul: [{måned: mars, tema: trygge skoler}, {måned: [4, 6], tema: PLIVO}]\n"
    + "saksbank: [{tittel: Elsparkesykler}, {tittel: FUGL, unntatt_offentlighet: {offentlig_tittel: Fra politiet}}]\n"
)


def _offered(files: dict[str, str], day: date = MARCH) -> str:
    known = register(files)
    return new_meeting(known, known.councils[0], MeetingPlan(day)).text


def test_what_waits_and_what_the_month_has() -> None:
    text = _offered(texts(council=COUNCIL, number=BOKMÅL))
    assert "# Sak som venter (saksbank): Elsparkesykler\n" in text
    assert "# Sak som venter (saksbank): Fra politiet\n" in text
    assert "FUGL" not in text
    assert "# Årshjulet for denne måneden: trygge skoler\n" in text
    assert "PLIVO\n" not in text


def test_what_waits_is_told_though_no_word_of_it_may_be() -> None:
    bank = "saksbank: [{tittel: FUGL, unntatt_offentlighet: {hjemmel: offl. § 13}}, {tema: PLIVO}]\n"
    lines = _offered(texts(council=QUIET + bank, number=BOKMÅL)).splitlines()
    assert [line for line in lines if "saksbank" in line] == ["# Sak som venter (saksbank): Unntatt offentlighet"]
    assert "saker:" in lines
    assert "FUGL" not in "".join(lines)


def test_knowledge_that_came_since_the_last_meeting() -> None:
    files = texts(council=COUNCIL, number=BOKMÅL)
    folder = register(files).councils[0].origin.folder
    head = "type: kunnskapsgrunnlag\nkilde: politi\ntittel: "
    files |= {
        f"{folder}/moter/2026-01-15.yaml": "type: møte\ndato: 2026-01-15\nstatus: avholdt\n",
        f"{folder}/grunnlag/gammel.yaml": f"{head}Gammel\ndato: 2026-01-15\n",
        f"{folder}/grunnlag/ny.yaml": f"{head}Ny\ndato: 2025-12-01\nlevert: 2026-01-16\n",
        "kunnskap/bilde.yaml": f"{head}FUGL\ndato: 2026-02-01\nunntatt_offentlighet: {{offentlig_tittel: Bilde}}\n",
    }
    text = _offered(files)
    offered = [line.rpartition(": ")[2] for line in text.splitlines() if line.startswith("# Kunnskap som er kommet")]
    assert offered == ["ny (Ny)", "bilde (Bilde)"]
    assert "FUGL" not in text
