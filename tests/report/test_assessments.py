"""What those in the councils answered, from 1 to 5, shows in the yearly status: counted by hand in small registers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from kps.guideline import questions, statements
from kps.language import LANGUAGES, Language
from kps.language.reader import choose, chosen
from kps.output.year_text import as_text
from kps.register.memory import Texts
from kps.register.reading import load
from kps.report.brief import FIRST
from kps.report.exchange import as_json
from kps.report.year_status import Status, last_day, status

REGISTER = """\
type: register
navn: Agder
politidistrikt: Agder
kommuner: ["4205", "4206", "4207"]
gjelder_fra: 2024-01-01
"""
COUNCIL = "type: politiråd\nnavn: {name}\nkommuner: [{numbers}]\nstatus: aktivt\nopprettet: 2024-01-01\n"


def _evaluation(day: str, scores: str, subject: str = "politirådet") -> str:
    year = day[:4]
    return (
        f"type: evaluering\ngjelder: {subject}\når: {year}\nmetode: ks\ngjennomført: {day}\nvurdering: {{{scores}}}\n"
    )


FILES = {
    "kps.yaml": REGISTER,
    "politirad/4205-lindesnes/politirad.yaml": COUNCIL.format(name="Politirådet i Lindesnes", numbers='"4205"'),
    "politirad/4205-lindesnes/evaluering-2024.yaml": _evaluation(
        "2024-11-28", "klima: 3, forberedt: 2, lovkunnskap: 4"
    ),
    "politirad/4205-lindesnes/evaluering-2025.yaml": _evaluation(
        "2025-11-20", "forberedt: 2, klima: 4, kontakten: 5, kunnskap: "
    ),
    "politirad/4205-lindesnes/evaluering-2025-uteliv.yaml": _evaluation("2025-12-01", "klima: 1", "Utelivsforum"),
    "politirad/4205-lindesnes/evaluering-2026.yaml": _evaluation("2026-03-01", "klima: 5"),
    "politirad/lister/politirad.yaml": COUNCIL.format(name="Lister politiråd", numbers='"4206", "4207"'),
    "politirad/lister/evaluering-2024.yaml": _evaluation("2024-05-05", "klima: 4"),
}
LINDESNES = "politirad/4205-lindesnes/evaluering-2025.yaml"
LISTER = {
    "council": "lister",
    "file": "politirad/lister/evaluering-2024.yaml",
    "carried_out": "2024-05-05",
    "method": "ks",
    "scores": {"klima": 4},
    "adjustments": 0,
    "adjustments_done": 0,
}


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = chosen()
    yield
    choose(before)


def _status(year: int, files: dict[str, str] = FILES) -> Status:
    return status([load(Texts(files))], year, last_day(year, date(2026, 11, 23)))


def _document(year: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_json(_status(year)))
    return found


def test_the_latest_evaluation_of_each_council_and_last_years() -> None:
    lindesnes, lister = _document(2025)["councils"]
    assert lindesnes["evaluations"] == [
        {
            "council": "4205-lindesnes",
            "file": LINDESNES,
            "carried_out": "2025-11-20",
            "method": "ks",
            "scores": {"forberedt": 2, "klima": 4, "kontakten": 5},
            "adjustments": 0,
            "adjustments_done": 0,
        }
    ]
    (previous,) = lindesnes["previous"]["evaluations"]
    assert (previous["carried_out"], previous["scores"]) == (
        "2024-11-28",
        {"klima": 3, "forberedt": 2, "lovkunnskap": 4},
    )
    # Lister has evaluated nothing since: the one of 2024 is still the latest.
    assert lister["evaluations"] == lister["previous"]["evaluations"] == [LISTER]


def test_what_was_carried_out_later_is_not_there_yet() -> None:
    days = {
        year: [one["carried_out"] for one in _document(year)["total"]["evaluations"]] for year in (2023, 2024, 2026)
    }
    assert days == {2023: [], 2024: ["2024-11-28", "2024-05-05"], 2026: ["2026-03-01", "2024-05-05"]}
    assert _document(2026)["total"]["last_evaluation"] == "2026-03-01"


def test_sums_and_municipalities_tell_each_councils_own() -> None:
    document = _document(2025)
    of = {one["number"]: [each["council"] for each in one["evaluations"]] for one in document["municipalities"]}
    assert of == {"4205": ["4205-lindesnes"], "4206": ["lister"], "4207": ["lister"]}
    for whole in (document["total"], *document["districts"]):
        assert [each["council"] for each in whole["evaluations"]] == ["4205-lindesnes", "lister"]


def _block(text: str, title: str) -> list[list[str]]:
    """The cells of the table under a title, its head first; the line under the head left out."""
    lines = [*text.splitlines(), ""]
    first = next(index for index, line in enumerate(lines) if line.startswith(title)) + 1
    return [re.split("  +", line) for line in (lines[first], *lines[first + 2 : lines.index("", first)])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_asks_in_the_readers_language(language: Language) -> None:
    choose(language)
    asked = {one.key: one.text(language) for one in questions()}
    head, *rows = _block(as_text(_status(2025)), "Politirådet i Lindesnes:")
    assert head[:2] == ["2025-11-20", "2024-11-28"]
    # In the guideline's order; what was not asked last year, and what was not asked this year. Of the district there is
    # what two councils at least have answered.
    assert rows == [
        ["5", "–", "–", asked["kontakten"]],
        ["4", "3", "4", asked["klima"]],
        ["2", "2", "–", asked["forberedt"]],
        ["–", "4", "–", asked["lovkunnskap"]],
    ]
    head, *rows = _block(as_text(_status(2025)), "Lister politiråd:")
    assert head[0] == "2024-05-05"
    assert rows == [["4", "4", asked["klima"]]]


def test_an_evaluation_without_scores_makes_no_empty_column_and_no_empty_table() -> None:
    files = {**FILES, "politirad/lister/evaluering-2025.yaml": _evaluation("2025-06-01", "")}
    head, *_ = _block(as_text(_status(2026, files)), "Lister politiråd:")
    assert head[0] == "2024-05-05"
    assert "2025-06-01" not in head
    del files["politirad/lister/evaluering-2024.yaml"]
    assert "Lister politiråd:" not in as_text(_status(2026, files))


def test_every_question_that_the_guideline_asks_can_be_seen() -> None:
    keys = [one.key for one in questions()]
    scores = ", ".join(f"{key}: {1 + index % 5}" for index, key in enumerate(keys))
    files = {**FILES, "politirad/lister/evaluering-2025.yaml": _evaluation("2025-06-01", scores)}
    assert set(keys) == {key for one in statements() if one.check == "ask" for key in one.questions}
    choose("en")
    _, *rows = _block(as_text(_status(2025, files)), "Lister politiråd:")
    assert [row[-1] for row in rows] == [one.text("en") for one in questions()]


def test_on_a_screen_the_answers_of_a_country_are_left_to_the_other_formats() -> None:
    choose("nb")
    councils = {
        f"politirad/{number}/{file}": text.replace("Politirådet i Lindesnes", f"Rådet {number}")
        for number in range(FIRST + 1)
        for file, text in (
            ("politirad.yaml", FILES["politirad/4205-lindesnes/politirad.yaml"]),
            ("evaluering-2026.yaml", FILES["politirad/4205-lindesnes/evaluering-2026.yaml"]),
        )
    }
    few = {name: text for name, text in councils.items() if not name.startswith(f"politirad/{FIRST}/")}
    shown = {
        len(some): as_text(_status(2026, some))
        for some in ({"kps.yaml": REGISTER, **few}, {"kps.yaml": REGISTER, **councils})
    }
    assert [text.count("fra 1 til 5") for text in shown.values()] == [FIRST, 0]
