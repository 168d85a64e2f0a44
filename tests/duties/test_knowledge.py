"""What is owed of knowledge, goals and plans: told by the day, and by their own names alone."""

from __future__ import annotations

from datetime import date

from kps.duties.owed import of
from kps.language import Words
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.on_day import OnDay
from kps.register.reading import load
from kps.report.duty_names import called
from kps.report.next_steps import next_steps

DAY = date(2026, 5, 10)
FOLDER = "politirad/4205-lindesnes"
FILES = {
    "kps.yaml": 'type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ["4205"]\ngjelder_fra: 2024-01-01\n',
    f"{FOLDER}/politirad.yaml": """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
handlingsplaner: [{tittel: Trygt uteliv, tiltak: [{hva: Runder, frist: 2026-06-30}]}]
""",
    f"{FOLDER}/avtale-2023.yaml": """\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["4205"]
status: inngått
fra: 2023-09-01
mål: [{tekst: Færre, id: rus, indikator: {navn: Andel}, målinger: [{dato: 2025-05-20, verdi: 4.2}]}]
""",
    f"{FOLDER}/grunnlag/bilde.yaml": """\
type: kunnskapsgrunnlag
tittel: FUGL
kilde: politi
bestilt: {dato: 2026-01-15, frist: 2026-06-01}
unntatt_offentlighet: {hjemmel: offl. § 24, offentlig_tittel: Fra politiet}
""",
}


def told(files: dict[str, str], day: date = DAY) -> set[tuple[str, date | None, bool]]:
    register: Register = load(Texts(files))
    on_day = OnDay.of(register, day)
    kinds = ("order", "measuring", "measure")
    owed = (one for one in of(on_day) if one.kind in kinds)
    return {(_english(called(one)), one.due, one.overdue(day)) for one in owed}


def _english(words: Words) -> str:
    return words if isinstance(words, str) else words.text("en")


def test_orders_measurings_and_measures_are_owed_by_their_days() -> None:
    assert told(FILES) == {
        ("“Fra politiet” is delivered", date(2026, 6, 1), False),
        ("the goal “rus” is measured", date(2026, 5, 20), False),
        ("trygt-uteliv/1: Runder", date(2026, 6, 30), False),
    }
    assert all(overdue for _, _, overdue in told(FILES, date(2026, 7, 1)))


def test_what_is_done_is_owed_no_more() -> None:
    done = {
        file: text.replace("frist: 2026-06-30", "status: ferdig, frist: 2026-06-30") for file, text in FILES.items()
    }
    assert not any(name.startswith("trygt-uteliv") for name, _, _ in told(done))
    moved = {
        **FILES,
        f"{FOLDER}/moter/2026-05-05.yaml": (
            "type: møte\ndato: 2026-05-05\nstatus: avholdt\noppfølging: [{tiltak: trygt-uteliv/1, status: ferdig}]\n"
        ),
    }
    assert not any(name.startswith("trygt-uteliv") for name, _, _ in told(moved))


def test_no_figure_is_proposed_that_nobody_measured() -> None:
    (step,) = (one for one in next_steps(load(Texts(FILES)), DAY) if one.kind == "measuring")
    assert step.line == "målinger: [{dato: 2026-05-10, verdi: …}]"
