"""A mapping is as its page says, or is told of line by line."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from kps.intake.calendars.mapping import calendar_mapping
from kps.intake.mappings import MappingFault
from kps.intake.tables.mapping import mapping_of
from kps.intake.tables.targets import NoTarget, target, targets

WHOLE = """\
ark: Politiråd Agder
overskrift: 4
hopp_over: [{Kommune: Sum}, {Kommune: ""}]
fyll_ned: [Politikontakt]
kolonner:
  Komm.nr: kommune
  Kommune: kommune
  Politiråd (ja/nei): {til: råd.status, verdier: {Ja: aktivt, Takket nei: takket_nei, Nei: utelat}}
  Opprettet: råd.opprettet
  Gyldig til: avtale.til
  Neste revisjon: avtale.revisjon.neste
  SLT-koordinator: medlem(SLT-koordinator).navn
  Møter 2025: {til: møte.dato, år: 2025, status: avholdt}
  Intern kode: utelat
standard: {kontakt.tiltrådt: 2024-01-01}
"""


def test_the_mapping_of_the_guide_is_read() -> None:
    made = mapping_of(WHOLE)
    assert made.headings == 4
    assert made.skipped == ({"Kommune": "Sum"}, {"Kommune": ""})
    assert made.filled == {"Politikontakt": "sammenslåtte"}
    meetings = made.columns["Møter 2025"]
    assert (meetings.target.text, meetings.year, meetings.status) == ("møte.dato", 2025, "avholdt")
    assert made.columns["SLT-koordinator"].target.path(3) == ("medlemmer", 3, "navn")
    assert mapping_of(WHOLE.replace("[Politikontakt]", "{Politikontakt: tomme}")).filled == {"Politikontakt": "tomme"}


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("kolonner:\n  A: kommunne\n", 2, "“kommunne” is no target; kommune may be meant"),
        ("kolonner:\n  A: kommune\n  B: råd.oprettet\n", 3, "“råd.oprettet” is no target; råd.opprettet may be meant"),
        ("kolonner:\n  A: kommune\n  B: medlem(ordforer).navn\n", 3,
         "“ordforer” is not a role that kps knows; medlem(ordfører).navn may be meant"),
        ("kolonner:\n  A: kommune\n  B: {til: råd.status, verdier: {Ja: aktiv}}\n", 3,
         "“aktiv” is not one of: invitert, aktivt, takket_nei, nedlagt"),
        ("kolonner:\n  A: kommune\narkk: 3\n", 3,
         "the key “arkk” is not known here; the keys are: ark, overskrift, hopp_over, fyll_ned, kolonner, standard; "
         "ark may be meant"),
        ("kolonner:\n  A: {tl: kommune}\n",
        2, "the key “tl” is not known here; the keys are: til, verdier, år, status; til may be meant"),
        ("kolonner:\n  A: råd.status\n", 1, "no column is kommune: whose rows are they?"),
        ("kolonner:\n  A: kommune\n  B: {til: råd.navn, år: 2025}\n",
        3, "år and status are only for columns of days, as møte.dato"),
        ("kolonner: {A: kommune}\nstandard: {kontakt.tiltrådt: i går}\n",
        2, "“i går” is not a date; write it as 2026-03-12"),
        ("kolonner: {A: kommune}\nfyll_ned: {A: alt}\n", 2, "“alt” is not one of: sammenslåtte, tomme"),
        ("kolonner: {A: kommune}\noverskrift: fire\n", 2, "“fire” is not a whole number from 1 to 1048576"),
        ("kolonner: [A]\n", 1, "this value is not of the kind expected here"),
        ("[", 1, "the [ that opens here is not closed"),
        ("", 1, "here keys with values are expected: ark, overskrift, hopp_over, fyll_ned ..."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_what_may_stand_there(text: str, line: int, told: str) -> None:
    with pytest.raises(MappingFault) as fault:
        mapping_of(text)
    assert (line, told) in [(at, one.text("en")) for at, one in fault.value.faults]
    assert f"line {line}: {told}" in fault.value.message.text("en")


def test_each_target_that_is_proposed_is_one() -> None:
    for text in targets():
        if text not in ("evaluering.svar", "evaluering.vurdering"):
            assert target(text).text == text


@pytest.mark.parametrize(
    "text", ["", "råd", "råd.kommuner", "råd.type", "råd.", "avtale.revisjon", "medlem().navn", "møte.saker", "x.y"]
)
def test_what_leads_to_no_value_is_no_target(text: str) -> None:
    with pytest.raises(NoTarget):
        target(text)


def test_the_mappings_of_the_page_are_mappings() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "import.md").read_text(encoding="utf-8")
    table, calendar = re.findall(r"(?:^    .*\n)+", page, re.MULTILINE)
    made = mapping_of(dedent(table))
    assert len(made.columns) == 11
    assert calendar_mapping(dedent(calendar)).councils == {"Mandal": "4205-lindesnes"}
    named = re.findall(r"`((?:råd|avtale|skoleavtale|kontakt|møte|evaluering|medlem\(\w+\))\.[\wæøå.]+)`", page)
    assert [text for text in named if target(text).text != text] == []
