"""What is offered where somebody is typing, and what taking it makes of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from editor import ROOT, agder_in

from kps.lsp.client import SNIPPETS, Client
from kps.lsp.completion import completion
from kps.lsp.session import Place, Session
from kps.lsp.texts import OpenText
from kps.source.node_tree import node_tree

FILE = "politirad/4205-lindesnes/moter/2026-12-03.yaml"
COUNCIL = "politirad/4205-lindesnes/politirad.yaml"


class Typist:
    """Types in a copy of the example, and asks what may stand where the sign ⌶ is."""

    def __init__(self, folder: Path) -> None:
        self.root = agder_in(folder)
        self.session = Session(lambda: date(2026, 11, 23))

    def text(self, file: str) -> str:
        return (ROOT / "examples" / "agder" / file).read_text(encoding="utf-8")

    def asked(self, file: str, marked: str) -> list[dict[str, Any]]:
        offset = marked.index("⌶")
        place = Place(self.root, file)
        text = OpenText(place.path.as_uri(), 1, marked.replace("⌶", ""))
        self.session.texts[place.path] = text
        self.session.renew(place)
        position = text.between(offset, offset, "utf-16")["start"]
        answer = completion(self.session, {"textDocument": {"uri": text.uri}, "position": position})
        assert answer["isIncomplete"] is False
        return list(answer["items"])

    def taken(self, file: str, item: dict[str, Any]) -> str:
        text = self.session.texts[Place(self.root, file).path]
        edit = item["textEdit"]
        return text.changed(2, [{"range": edit["range"], "text": edit["newText"]}], "utf-16").text


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return Typist(tmp_path)


def _labels(items: Iterable[dict[str, Any]]) -> list[str]:
    return [str(one["label"]) for one in items]


def test_an_open_action_that_a_line_names_is_offered_no_more(typist: Typist) -> None:
    text = typist.text(FILE)
    line = "  - {tiltak: 2026-09-10/11.1}\n"
    new = "  - {tiltak: ⌶\n"
    assert _labels(typist.asked(FILE, text.replace(line, line + new))) == []
    assert _labels(typist.asked(FILE, text.replace(line, new))) == ["2026-09-10/11.1"]
    without = text.replace("  - {tiltak: 2026-06-11/7.1}\n", "  - {tiltak: ⌶\n")
    (item,) = typist.asked(FILE, without)
    assert item["label"] == "2026-06-11/7.1"
    assert item["detail"]
    assert item["detail"].split(" — ")[0] in item["filterText"]


def test_a_key_that_is_there_is_not_offered_again(typist: Typist) -> None:
    items = typist.asked(FILE, typist.text(FILE) + "nes⌶")
    assert "neste_møte" in _labels(items)
    assert "dato" not in _labels(items)
    (item,) = (one for one in items if one["label"] == "neste_møte")
    assert typist.taken(FILE, item).endswith("\nneste_møte: ")
    assert "neste_mote" in item["filterText"]
    assert [one["sortText"] for one in items] == sorted(one["sortText"] for one in items)


def test_required_keys_come_first_and_say_so(typist: Typist) -> None:
    items = typist.asked(FILE, "type: møte\n⌶")
    assert [one.get("detail") for one in items][:2] == ["påkrevd", "påkrevd"]
    assert {"dato", "status"} <= {one["label"] for one in items if one.get("detail")}


def test_words_of_a_closed_list_in_the_readers_language(typist: Typist) -> None:
    items = typist.asked(FILE, "type: møte\nstatus:⌶\n")
    assert _labels(items) == ["planlagt", "avholdt", "avlyst"]
    assert typist.taken(FILE, items[0]) == "type: møte\nstatus: planlagt\n"
    assert _labels(typist.asked(FILE, 'type: møte\nstatus: "av⌶\nsaker: [')) == ["planlagt", "avholdt", "avlyst"]


def test_people_of_the_day_without_those_who_are_told_of_already(typist: Typist) -> None:
    items = typist.asked(FILE, "type: møte\ndato: 2026-12-03\ntil_stede:\n  - Hege Stordal\nforfall:\n  - ⌶\n")
    assert "Linn Osestad" in _labels(items)
    assert "Hege Stordal" not in _labels(items)
    assert "Hege Stordal" in _labels(typist.asked(FILE, "type: møte\nmøteleder: H⌶"))


def test_numbers_of_municipalities_go_in_quotes_once(typist: Typist) -> None:
    items = typist.asked(COUNCIL, "type: politiråd\nkommuner:\n  - ⌶\n")
    first = next(one for one in items if one["label"] == "4205 Lindesnes")
    assert typist.taken(COUNCIL, first) == 'type: politiråd\nkommuner:\n  - "4205"\n'
    first = next(
        one for one in typist.asked(COUNCIL, 'type: politiråd\nkommuner: ["⌶"]\n') if one["label"].startswith("4205")
    )
    assert typist.taken(COUNCIL, first) == 'type: politiråd\nkommuner: ["4205"]\n'


def test_contacts_councils_meetings_and_days(typist: Typist) -> None:
    assert "marit-lauvas" in _labels(typist.asked(COUNCIL, "type: politiråd\npolitikontakt: ⌶\n"))
    assert "lister" in _labels(typist.asked(FILE, "type: møte\nfelles_med: [⌶]\n"))
    assert _labels(typist.asked(FILE, "type: møte\nneste_møte: ⌶\n"))[0] == "2026-11-23"


def test_nothing_is_offered_in_a_comment_or_a_text(typist: Typist) -> None:
    for marked in ("type: møte # ⌶", "type: møte\nnotat: |\n  en ⌶tekst", "type: møte\nsted: Rådhuset ⌶", "# ⌶"):
        assert typist.asked(FILE, marked) == [], marked


def test_an_empty_file_begins_with_what_its_folder_holds(typist: Typist) -> None:
    items = typist.asked(FILE, "⌶")
    assert items[0]["label"] == "type: møte"
    assert items[0]["preselect"] is True
    assert _labels(typist.asked(FILE, "type: ⌶"))[0] == "møte"


def test_nothing_is_offered_beside_a_key_whose_value_stands_below(typist: Typist) -> None:
    for below in ('\n  - "4202"', '\n- "4202"', "\n\n  # en merknad\n  - x", "  # merknad\n  -"):
        assert typist.asked("kps.yaml", f"type: register\nkommuner:⌶{below}\n") == [], below
    for below in ("\nnavn: X\n", "", "\n  # en merknad\nnavn: X\n"):
        assert typist.asked("kps.yaml", f"type: register\nspråk:⌶{below}"), below


# --- what is waited for comes first ----------------------------------------------------------------------------


def test_roles_that_no_member_fills_come_first_in_the_councils_own_record(typist: Typist) -> None:
    council = 'type: politiråd\nnavn: X\nkommuner: ["4205"]\nstatus: aktivt\nopprettet: 2020-01-01\nmedlemmer:\n'
    mayor = "  - {navn: A, rolle: ordfører}\n  - {navn: B, rolle: lensmann}\n"
    roles = typist.asked(COUNCIL, f"{council}{mayor}  - navn: C\n    rolle: ⌶\n")
    assert _labels(roles)[0] == "byrådsleder"  # the first that is of the administration's leadership
    assert "kommunedirektør" in _labels(roles)[:8]
    assert "administrativ" in roles[0]["detail"]
    assert _labels(typist.asked(FILE, "type: møte\ntil_stede:\n  - navn: X\n    rolle: ⌶\n"))[0] == "ordfører"


def test_topics_of_the_agreements_focus_areas_come_first_in_a_meeting(typist: Typist) -> None:
    labels = _labels(typist.asked(FILE, _ITEM.format("tema")))
    agreement = typist.text("politirad/4205-lindesnes/avtale-2023.yaml")
    in_focus = [one for one in labels if f"tema: {one}" in agreement]
    assert in_focus
    assert labels[: len(in_focus)] == in_focus
    council = _labels(typist.asked(COUNCIL, "type: politiråd\nhandlingsplaner:\n  - tittel: X\n    tema: ⌶\n"))
    assert sorted(council) == sorted(labels)
    assert council[: len(in_focus)] != in_focus


_ITEM = "type: møte\ndato: 2026-12-03\nsaker:\n  - tittel: X\n    {}: ⌶\n"


def test_what_fires_comes_first_where_a_waiver_is_written(typist: Typist) -> None:
    text = typist.text(FILE)
    codes = _labels(typist.asked(FILE, f"{text}unntak:\n  - regel: ⌶\n"))
    assert "M414" in codes
    assert "D001" not in codes
    council = typist.asked(COUNCIL, f"{typist.text(COUNCIL)}unntak:\n  - {{regel: ⌶\n")
    fires = {one["code"] for some in _found(typist).values() for one in some}
    assert fires & set(_labels(council)[:3])
    assert all(one["detail"] for one in council)


def _found(typist: Typist) -> dict[str, list[dict[str, Any]]]:
    return {
        file: [{"code": one.code} for one in some if not one.waiver]
        for file, some in typist.session.judged[typist.root].items()
        if file.startswith("politirad/4205-lindesnes/")
    }


def test_files_are_offered_a_folder_at_a_time_and_none_above_the_register(typist: Typist) -> None:
    folder = "politirad/4205-lindesnes/"
    plan = "type: politiråd\nplan: {tittel: X, fil: %s}\n"
    first = _labels(typist.asked(COUNCIL, plan % "⌶"))
    assert "moter/" in first
    assert "../" in first
    assert "politirad.yaml" not in first
    assert all(one.count("/") <= 1 for one in first)
    inside = typist.asked(COUNCIL, plan % "moter/⌶")
    assert "moter/2026-06-11.yaml" in _labels(inside)
    taken = typist.taken(COUNCIL, next(one for one in inside if one["label"] == "moter/2026-06-11.yaml"))
    assert "fil: moter/2026-06-11.yaml}" in taken
    assert "../../kps.yaml" in _labels(typist.asked(COUNCIL, plan % "../../⌶"))
    assert typist.asked(COUNCIL, plan % "../../../⌶") == []
    assert (typist.root / folder).is_dir()


def test_municipalities_are_the_keys_of_expectations_and_days_their_values(typist: Typist) -> None:
    contact = "politikontakter/marit-lauvas.yaml"
    text = "type: politikontakt\nforventninger_avklart:\n  "
    first = typist.asked(contact, f"{text}⌶\n")
    lindesnes = next(one for one in first if one["label"] == "4205 Lindesnes")
    assert typist.taken(contact, lindesnes) == f'{text}"4205": \n'
    quoted = next(one for one in typist.asked(contact, f'{text}"42⌶": 2026-01-01\n') if "4205" in one["label"])
    assert typist.taken(contact, quoted) == f'{text}"4205": 2026-01-01\n'
    assert "4205 Lindesnes" not in _labels(typist.asked(contact, f'{text}"4205": 2026-01-01\n  ⌶\n'))
    assert _labels(typist.asked(contact, f'{text}"4205": ⌶\n'))[0] == "2026-11-23"


def test_questions_that_are_not_answered_are_the_keys_of_answers_and_scores(typist: Typist) -> None:
    file = "politirad/4205-lindesnes/evaluering-2025.yaml"
    text = "type: evaluering\nmetode: gll\nsvar:\n  gjort: x\n  ⌶\n"
    items = typist.asked(file, text)
    assert _labels(items) == ["lært", "lurt"]
    assert typist.taken(file, items[0]).endswith("  lært: |\n    \n")
    assert items[0]["documentation"]
    scores = typist.asked(file, "type: evaluering\nvurdering:\n  ⌶\n")
    assert len(scores) > 3
    assert typist.taken(file, scores[0]).endswith(f"  {scores[0]['label']}: \n")


def test_units_that_the_council_names_may_see_to_an_action(typist: Typist) -> None:
    text = "type: møte\ndato: 2026-12-03\nsaker:\n  - tittel: X\n    tiltak:\n      - {hva: X, ansvarlig: ⌶}\n"
    labels = _labels(typist.asked(FILE, text))
    assert labels[-3:] == ["politirådet", "kommunen", "politiet"]
    assert "radikaliseringskontakt" in labels


# --- first texts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "kind", "has"),
    [
        ("politirad/4205-lindesnes/moter/2026-12-10.yaml", "møte", "dato: 2026-12-10"),
        ("politikontakter/ola-dunk.yaml", "politikontakt", "navn: Ola Dunk"),
        ("politirad/4206-farsund/politirad.yaml", "politiråd", 'kommuner: ["4206"]'),
        ("politirad/4205-lindesnes/avtale-2027.yaml", "avtale", 'kommuner: ["4205"]'),
        ("politirad/4205-lindesnes/evaluering-2027.yaml", "evaluering", "år: 2027"),
        ("kunnskap/ungdata.yaml", "kunnskapsgrunnlag", "tittel: Ungdata"),
    ],
)
def test_an_empty_file_gets_the_text_that_a_new_command_writes(typist: Typist, file: str, kind: str, has: str) -> None:
    first = typist.asked(file, "⌶")[0]
    assert first["label"] == f"type: {kind}"
    text = typist.taken(file, first)
    assert f"\n{has}" in text
    assert text.count("\n") > 10
    assert not [one for one in node_tree(text).faults if one.code == "D001"]
    typist.session.client = Client(can=frozenset((SNIPPETS,)))
    snippet = typist.asked(file, "⌶")[0]
    assert snippet["insertTextFormat"] == 2
    written = re.sub(r"\$\{\d+:([^}]*)\}|\$\d+", r"\1", snippet["textEdit"]["newText"]).replace("\\}", "}")
    assert written.replace('navn: ""', "navn: ") == text.replace('navn: ""', "navn: ")


def test_lines_are_put_in_as_they_are(typist: Typist) -> None:
    typist.session.client = Client.of(
        {
            "capabilities": {
                "textDocument": {"completion": {"completionItem": {"insertTextModeSupport": {"valueSet": [1, 2]}}}}
            }
        }
    )
    items = {one["label"]: one for one in typist.asked(FILE, "type: møte\nsaker:\n  - tittel: X\n    ⌶")}
    assert items["tiltak"]["insertTextMode"] == 1
    assert items["tiltak"]["textEdit"]["newText"] == "tiltak:\n      - "
    assert "insertTextMode" not in items["nr"]


def test_a_keys_help_says_where_the_guideline_asks_for_it(typist: Typist) -> None:
    items = {one["label"]: one for one in typist.asked(FILE, "type: møte\n⌶")}
    assert "veilederen pkt. 4.1.2" in items["innkalling"]["documentation"]
    assert "veilederen" not in items["notat"]["documentation"]


@pytest.mark.parametrize("file", [FILE, COUNCIL, "kps.yaml", "politikontakter/marit-lauvas.yaml"])
def test_whatever_is_taken_at_any_place_leaves_a_text_that_reads(typist: Typist, file: str) -> None:
    text = typist.text(file)
    random = Random(file)
    for offset in random.sample(range(len(text)), 25):
        items = typist.asked(file, f"{text[:offset]}⌶{text[offset:]}")
        for item in random.sample(items, min(3, len(items))):
            taken = typist.taken(file, item)
            faults = [one for one in node_tree(taken).faults if one.code == "D001"]
            assert not faults, (offset, item, faults[0].message.text("en"))


@pytest.mark.parametrize("file", [FILE, COUNCIL, "politirad/4205-lindesnes/avtale-2023.yaml"])
def test_every_text_that_is_cut_off_gets_an_answer(typist: Typist, file: str) -> None:
    text = typist.text(file)
    for offset in Random(file).sample(range(len(text)), 40):
        typist.asked(file, f"{text[:offset]}⌶")
