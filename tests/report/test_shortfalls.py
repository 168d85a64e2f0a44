"""What is wrong, by name: rule, place and municipality, on pages and in texts; people by name and things by title."""

from __future__ import annotations

import re

import pytest
from reports import AGDER, DAY, example

from kps.checking.rule import rules
from kps.language.reader import choose, said
from kps.output.year_pages.folder import status_folder
from kps.output.year_pages.page import status_page
from kps.output.year_text import as_text
from kps.register.memory import Texts
from kps.register.reading import load
from kps.report.attention import attention, listed
from kps.report.exchange import as_json, read_json
from kps.report.year_status import Status, merged, status
from kps.workspace.opening import Workspace
from kps.workspace.reports import lines_in

REGISTER = 'type: register\nnavn: Agder\npolitidistrikt: Agder\nkommuner: ["4205", "4206"]\ngjelder_fra: 2024-01-01\n'
COUNCIL = 'type: politiråd\nnavn: Rådet i Lindesnes\nkommuner: ["4205"]\nstatus: aktivt\nopprettet: 2024-01-01\n'
CONTACT = 'type: politikontakt\nnavn: Kari Hansen\nkommuner: ["4205"]\ntiltrådt: 2024-01-01\n'
AGREEMENT = 'type: avtale\navtaletype: samarbeidsavtale\nkommuner: ["4205"]\nstatus: inngått\nfra: 2024-02-01\n'
MEETING = "type: møte\ndato: 2026-03-12\nstatus: avholdt\n"
FOLDER = "politirad/4205-lindesnes"
FILES = {
    "kps.yaml": REGISTER,
    f"{FOLDER}/politirad.yaml": COUNCIL,
    f"{FOLDER}/avtale-2024.yaml": AGREEMENT,
    f"{FOLDER}/moter/2026-03-12.yaml": MEETING,
    "politikontakter/kontakt-4205.yaml": CONTACT,
}


@pytest.fixture(autouse=True)
def _bokmål() -> None:
    choose("nb")


def _status(**more: str) -> Status:
    files = {**FILES, **{f"{FOLDER}/moter/{name[1:]}.yaml": text for name, text in more.items()}}
    return status([load(Texts(files))], DAY.year, DAY)


def test_each_error_and_warning_has_its_rule_its_place_and_whom_it_is_counted_for() -> None:
    found = _status()
    assert found.findings
    for one in found.municipalities:
        for severity in ("error", "warning"):
            own = (each.stands_for for each in found.findings if one.number in each.numbers)
            assert sum(own) >= one.findings[severity]
            named = [each for each in found.findings if each.severity == severity and one.number in each.numbers]
            assert sum(each.stands_for for each in named) == one.findings[severity]
    assert {one.code for one in found.findings} <= set(rules())
    assert any(one.file.endswith("2026-03-12.yaml") and one.councils == ("4205-lindesnes",) for one in found.findings)
    assert {one.severity for one in found.findings} <= {"error", "warning"}


def test_reports_put_together_have_them_in_one_order() -> None:
    found = merged([_status(), example(), _status()])
    keys = [(one.severity, one.code) for one in found.findings]
    assert keys == sorted(keys)
    assert "funn-1" in status_page(found)


def test_the_text_names_them_with_their_places() -> None:
    found = _status()
    text = as_text(found)
    (line,) = (line for line in text.splitlines() if line.startswith("  - 4205 Lindesnes"))
    first = next(one for one in found.findings if "4205" in one.numbers)
    assert f"{first.code} " in line
    assert first.file in line


def test_what_is_missing_is_said_once() -> None:
    """By the rule that asks for it, all of these before anything else; in plain words where no rule names it."""
    named = "R401 En kommune er ikke med i noe politiråd, og ingen invitasjon er registrert"
    status, without = _status(), _status().model_copy(update={"findings": ()})
    for places in (False, True):
        (farsund,) = (said(listed(lacks)) for one, lacks in attention(status, places=places) if one.number == "4206")
        assert re.findall(r"[A-Z]\d{3}", farsund) == ["R401", "A301", "K501"]
        assert farsund.startswith(named)
        assert "verken" not in farsund
        assert "ingen politikontakt" not in farsund
    (farsund,) = (said(listed(lacks)) for one, lacks in attention(without) if one.number == "4206")
    assert farsund.startswith("verken råd eller invitasjon; verken avtale eller tilbud; ingen politikontakt; ")
    (lindesnes,) = (said(listed(lacks)) for one, lacks in attention(status, places=False) if one.number == "4205")
    assert lindesnes.startswith("1 av 2 møter holdt; A303 ")


@pytest.mark.parametrize(("founded", "in_words"), [("2024-01-01", False), ("2026-04-01", True)])
def test_what_is_late_is_said_once_where_a_finding_says_it_as_well(founded: str, in_words: bool) -> None:
    """Of two late actions, one from before the register's first day: that one has no finding, and the words stay."""
    late = MEETING + "saker: [{nr: 1/2026, tittel: A, tiltak: [{hva: B, ansvarlig: Kari Hansen, frist: 2026-04-01}]}]\n"
    files = {**FILES, f"{FOLDER}/moter/2026-03-12.yaml": late}
    files["kps.yaml"] = REGISTER.replace("2024-01-01", founded)
    found = status([load(Texts(files))], DAY.year, DAY)
    (lindesnes,) = (said(listed(lacks)) for one, lacks in attention(found) if one.number == "4205")
    assert ("1 forfalt tiltak" in lindesnes) is in_words
    assert ("M412" in lindesnes) is not in_words


def test_one_district_has_no_table_of_itself() -> None:
    assert 'id="distrikter"' not in status_page(_status())
    assert 'id="distrikter"' in status_folder(merged([_status(), example()]))["index.html"].decode()


def test_a_report_without_names_tells_how_many() -> None:
    """As one that an earlier kps has written."""
    found = read_json(as_json(_status()).encode()).model_copy(update={"findings": ()})
    (line,) = (line for line in as_text(found).splitlines() if line.startswith("  - 4205 Lindesnes"))
    assert re.search(r"\d+ advarsler", line)


def test_the_page_tells_what_mends_it_and_what_the_rule_asks_with_a_link_down() -> None:
    page = status_page(_status())
    found = _status().findings
    ids = re.findall(r'<section id="(funn-\d+)">', page)
    assert len(ids) == len({(one.severity, one.code) for one in found})
    municipality = page[page.index('id="kommune-4205"') :]
    assert set(re.findall(r'href="#(funn-\d+)"', municipality)) <= set(ids)
    assert re.search(r'href="#funn-\d+"', municipality)
    assert page.count("Hva regelen ber om") == len(ids)
    assert all(f"<code>{one.place}</code>" in page for one in found)


def test_a_municipalitys_own_page_has_its_own_alone() -> None:
    page = status_folder(merged([_status(), example()]))["kommune/4206.html"].decode()
    assert "Hva regelen ber om" in page
    assert "2026-03-12.yaml" not in page


def test_what_is_held_back_is_told() -> None:
    found = _status(**{"x2026-06-11": "type: møte\ndato: [\n"})
    (held,) = found.held_back
    assert held.file.endswith("2026-06-11.yaml")
    assert held.councils == ("4205-lindesnes",)
    assert "M401" in held.codes
    page = status_page(found)
    assert "Holdt tilbake (1)" in page
    assert "M401" in page
    assert "Holdt tilbake" not in status_page(_status())
    assert "regler er holdt tilbake, og tallene kan være for lave" in as_text(found)


def test_people_go_by_name_and_things_by_title() -> None:
    found = _status()
    for text in (status_page(found), as_text(found)):
        assert not re.search(r"kontakt-4205(?!\.yaml)", text)  # a file's name is but where something stands
        assert "Kari Hansen" in text
    assert "samarbeidsavtale, Lindesnes 2024" in status_page(found)
    assert not re.search(r"4205-lindesnes/avtale-2024(?!\.yaml)", status_page(found))


def test_the_line_is_that_of_validate() -> None:
    workspace = Workspace.open([AGDER])
    found = status(workspace.registers, DAY.year, DAY, lines=lines_in(workspace.trees))
    assert all(one.line for one in found.findings)
    (late,) = (one for one in found.findings if one.code == "M412")
    assert late.place.endswith("2026-06-11.yaml:40")
