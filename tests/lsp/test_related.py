"""Other places that a finding is about: in the editor, in JSON and in SARIF."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from editor import ROOT

from kps.checking.engine import check
from kps.checking.finding import Finding
from kps.lsp import diagnostics, rule_addresses
from kps.lsp.client import RELATED, Client
from kps.lsp.live_register import LiveRegister
from kps.lsp.session import Place, Session
from kps.output.findings_json import as_json
from kps.output.located import located
from kps.output.outcome import Outcome
from kps.output.sarif import as_sarif
from kps.register.pieces import Pieces
from kps.register.tree import Folder

AGDER, MANGLER = ROOT / "examples" / "agder", ROOT / "examples" / "mangler"
DAY = date(2026, 11, 23)


_CHARTER = 'type: register\nnavn: X\npolitidistrikt: Agder\nkommuner: ["4205"]\ngjelder_fra: 2020-01-01\n'


def _session(root: Any) -> Session:
    session = Session(lambda: DAY, client=Client(can=frozenset((RELATED,))))
    session.registers[root] = LiveRegister.opened(root, {})
    return session


def _shown(session: Session, root: Any, code: str) -> list[tuple[str, dict[str, Any]]]:
    """The findings with a code: the file of each, and its diagnostic."""
    live = session.registers[root]
    found = diagnostics.in_register(session, live, lambda: None)
    return [
        (file, one)
        for file, some in sorted(found.items())
        for one in diagnostics.shown(session, Place(root, file), [each for each in some if each.code == code])
    ]


def _told(one: dict[str, Any]) -> list[tuple[str, int, str]]:
    """The file's name, the line from 0, and the words of each related place."""
    return [
        (
            related["location"]["uri"].rpartition("/")[2],
            related["location"]["range"]["start"]["line"],
            related["message"],
        )
        for related in one.get("relatedInformation", ())
    ]


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("D003", ("2025-10-02.yaml", 3, "Nøkkelen står først her")),
        ("D006", ("avtale-2020.yaml", 5, "Den andre står her")),
        ("M411", ("2025-03-13.yaml", 17, "Tiltaket ble bestemt her")),
        ("E701", ("avtale-2024.yaml", 10, "Intervallet står her")),
    ],
)
def test_a_finding_leads_to_the_other_place(code: str, where: tuple[str, int, str]) -> None:
    shown = _shown(_session(MANGLER), MANGLER, code)
    assert where in [place for _, one in shown for place in _told(one)]


def test_an_overdue_action_leads_to_where_it_was_set_and_to_each_new_deadline(tmp_path: Any) -> None:
    (tmp_path / "kps.yaml").write_text(_CHARTER)
    folder = tmp_path / "politirad" / "4205"
    (folder / "moter").mkdir(parents=True)
    (folder / "politirad.yaml").write_text(
        'type: politiråd\nnavn: X\nkommuner: ["4205"]\nstatus: aktivt\nopprettet: 2020-01-01\n'
    )
    (folder / "moter" / "2026-01-10.yaml").write_text(
        "type: møte\ndato: 2026-01-10\nstatus: avholdt\nsaker:\n  - nr: 1/2026\n    tittel: A\n    tiltak:\n"
        "      - {hva: Lys, frist: 2026-02-01}\n"
    )
    for day, deadline in (("2026-02-10", "2026-03-01"), ("2026-03-10", "2026-04-01")):
        (folder / "moter" / f"{day}.yaml").write_text(
            f"type: møte\ndato: {day}\nstatus: avholdt\n"
            f"oppfølging:\n  - {{tiltak: 2026-01-10/1.1, status: forsinket, frist: {deadline}}}\n"
        )
    ((_, one),) = _shown(_session(tmp_path), tmp_path, "M412")
    assert _told(one) == [
        ("2026-01-10.yaml", 7, "Tiltaket ble bestemt her"),
        ("2026-02-10.yaml", 4, "Fristen ble flyttet til 1. mars 2026 her"),
        ("2026-03-10.yaml", 4, "Fristen ble flyttet til 1. april 2026 her"),
    ]


def test_an_editor_that_shows_none_is_sent_none() -> None:
    session = _session(MANGLER)
    session.client = Client()
    assert not any("relatedInformation" in one for _, one in _shown(session, MANGLER, "D006"))


def _mangler() -> tuple[tuple[Finding, ...], Folder]:
    folder = Folder(MANGLER)
    return check([Pieces().renewed(folder).assembled(folder.label)], DAY), folder


def test_the_places_are_looked_up_only_where_they_are_told() -> None:
    found, folder = _mangler()
    without = located(found, {folder.label: folder})
    assert not any(one.related for one in without)
    assert [(one.finding.code, one.span) for one in without] == [
        (one.finding.code, one.span) for one in located(found, {folder.label: folder}, related=True)
    ]


def test_json_and_sarif_tell_of_the_places() -> None:
    found, folder = _mangler()
    outcome = Outcome(located(found, {folder.label: folder}, related=True), DAY, (folder.label,), 1)
    told = json.loads(as_json(outcome))["findings"]
    twice = next(one for one in told if one["code"] == "D003")
    (related,) = twice["related"]
    assert (related["file"], related["line"], related["column"]) == (twice["file"], 4, 1)
    assert all("related" not in one for one in told if one["code"] == "M414")
    results = json.loads(as_sarif(outcome))["runs"][0]["results"]
    (place,) = next(one for one in results if one["ruleId"] == "D003")["relatedLocations"]
    assert place["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 1, "endLine": 4, "endColumn": 5}
    assert place["message"]["text"]


def _tags(found: Iterable[tuple[str, dict[str, Any]]]) -> list[Any]:
    return [one.get("tags") for _, one in found]


def test_a_number_that_is_no_more_is_shown_as_outlived(tmp_path: Any) -> None:
    (tmp_path / "kps.yaml").write_text(_CHARTER.replace("4205", '1001", "9999'))
    assert sorted(map(str, _tags(_shown(_session(tmp_path), tmp_path, "D004")))) == ["None", "[2]"]


def test_a_rules_address_is_that_of_the_documentation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_addresses, "_book", lambda: None)
    assert rule_addresses.address_of_rule("M414") is None
    monkeypatch.setattr(rule_addresses, "_book", lambda: "https://example.org/kps")
    assert rule_addresses.address_of_rule("M414") == "https://example.org/kps/docs/regler.md#m414"
    ((_, one), *_) = _shown(_session(MANGLER), MANGLER, "D003")
    assert one["codeDescription"] == {"href": "https://example.org/kps/docs/regler.md#d003"}
