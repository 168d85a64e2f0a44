"""Files that cannot be read, in the yearly status: whom they concern, and the mark in every format."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kps.formats.tables import as_csv
from kps.language import in_language
from kps.output.year_pages.page import status_page
from kps.output.year_paper import as_markdown
from kps.output.year_text import as_text
from kps.register.memory import Texts
from kps.register.reading import load
from kps.report.book import book
from kps.report.exchange import as_json, read_json
from kps.report.spreadsheet import rows
from kps.report.year_status import Choice, Status, status

DAY = date(2026, 11, 23)
ONE, TWO = "politirad/4205-lindesnes", "politirad/4206-farsund"
BROKEN = "- [\n"


def _council(number: str, more: str = "status: aktivt\n") -> str:
    return f'type: politiråd\nnavn: Rådet i {number}\nkommuner: ["{number}"]\nopprettet: 2021-03-01\n{more}'


FILES = {
    "kps.yaml": (
        'type: register\nnavn: Agder\npolitidistrikt: Agder\nkommuner: ["4205", "4206"]\ngjelder_fra: 2024-01-01\n'
    ),
    f"{ONE}/politirad.yaml": _council("4205"),
    f"{TWO}/politirad.yaml": _council("4206"),
    f"{ONE}/avtale-2025.yaml": (
        'type: avtale\navtaletype: samarbeidsavtale\nkommuner: ["4205"]\nstatus: inngått\n'
        "tilbudt: 2024-01-01\nsvar: 2024-03-01\nfra: 2024-06-01\ntil: 2026-06-30\n"
    ),
    "politikontakter/kari-hansen.yaml": 'type: politikontakt\nnavn: Kari\nkommuner: ["4205"]\ntiltrådt: 2021-01-01\n',
}


def _status(more: dict[str, str], day: date = DAY) -> Status:
    return status([load(Texts(FILES | more))], day.year, day)


@pytest.mark.parametrize(
    ("broken", "numbers", "folders"),
    [
        (f"{ONE}/moter/2026-03-12.yaml", ["4205"], ["4205-lindesnes"]),
        (f"{ONE}/evaluering-2025.yaml", ["4205"], ["4205-lindesnes"]),
        (f"{ONE}/notater.yaml", ["4205", "4206"], ["4205-lindesnes"]),
        ("politikontakter/ola-lie.yaml", ["4206"], []),
        ("avtaler/avtale-2026.yaml", ["4206"], []),
        (f"{TWO}/politirad.yaml", ["4206"], []),
        ("kunnskap/ungdata.yaml", [], []),
    ],
)
def test_whom_a_file_concerns(broken: str, numbers: list[str], folders: list[str]) -> None:
    made = _status({broken: BROKEN})
    assert [one.number for one in made.municipalities if one.unread] == numbers
    assert [one.folder for one in made.councils if one.unread] == folders
    assert made.districts[0].unread == made.total.unread == (broken,)
    assert made.total.previous.unread == (broken,)


def test_every_format_marks_it_and_names_the_file() -> None:
    file = f"{ONE}/moter/2026-03-12.yaml"
    made = _status({file: BROKEN})
    for text in (as_text(made), as_markdown(made).replace("\\*", "*"), status_page(made)):
        assert file in text
        assert "4205 Lindesnes *" in text
        assert "Rådet i 4205 *" in text
        assert "4206 Farsund *" not in text
    [head, lindesnes, farsund] = as_csv(rows(made), "nb").splitlines()
    unread = head.split(";").index("ulest")
    assert lindesnes.split(";")[unread] == file
    assert farsund.split(";")[unread] == ""
    tables = {in_language(one.title, "nb"): one for one in book(made)}
    assert tables["kommuner"].rows[0][unread] == file
    assert any(row[0] == "Rådet i 4205 *" for one in tables.values() for row in one.rows)
    document = json.loads(as_json(made))
    assert [one["unread"] for one in document["municipalities"]] == [[file], []]
    assert document["total"]["unread"] == [file]


def test_where_all_could_be_read_nothing_is_marked() -> None:
    made = _status({})
    assert "*" not in as_text(made)
    assert json.loads(as_json(made))["total"]["unread"] == []


def test_a_report_from_before_has_none() -> None:
    document = json.loads(as_json(_status({})))
    del document["total"]["unread"]
    assert read_json(json.dumps(document).encode()).total.unread == ()


def test_a_council_closed_before_the_year_is_not_among_its_councils() -> None:
    closed = _council("4206", "status: nedlagt\nnedlagt: 2024-12-31\n")
    made = _status({f"{TWO}/politirad.yaml": closed})
    assert [one.folder for one in made.councils] == ["4205-lindesnes"]


def test_a_council_closed_in_the_year_is_not_red_for_what_it_no_longer_needs() -> None:
    from kps.report.status_light import light

    closed = _council("4206", "status: nedlagt\nnedlagt: 2026-01-15\n")
    [_, council] = _status({f"{TWO}/politirad.yaml": closed}).councils
    assert (council.folder, light(council)) == ("4206-farsund", "green")
    asked = load(Texts(FILES | {f"{TWO}/politirad.yaml": closed.replace("2026-01-15", "2024-01-15")}))
    [only] = status([asked], 2026, DAY, Choice(council=asked.councils[1])).councils
    assert light(only) == "green"


def test_an_agreement_that_has_run_out_is_ended() -> None:
    told = {day: _status({}, day).municipalities[0].agreements[0].status for day in (date(2026, 6, 30), DAY)}
    assert list(told.values()) == ["inngått", "avsluttet"]
