"""The extension for VS Code as it is written: what it says of itself holds together, and with the server."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from kps import lsp
from kps.lsp.capabilities import ACTIONS, EXPLAIN, NEW_MEETING, RENDER
from kps.lsp.client import Settings
from kps.scaffold.start import EXTENSION_ID

FOLDER = Path(lsp.__file__).parent / "vscode"


def _json(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


PACKAGE, BOKMAL, NYNORSK = map(_json, ("package.json", "package.nls.json", "package.nls.nn.json"))
CONTRIBUTED = PACKAGE["contributes"]


def test_every_text_is_there_in_bokmal_and_in_nynorsk() -> None:
    asked = set(re.findall(r'"%([\w.]+)%"', json.dumps(PACKAGE)))
    assert asked == set(BOKMAL)
    # The walkthroughs have their own tongue: VS Code has no nynorsk, so each is offered beside the other.
    assert set(NYNORSK) == {name for name in BOKMAL if not name.startswith("walkthrough.")}


@pytest.mark.parametrize("tongue", ["nb", "nn"])
def test_each_step_of_the_walkthrough_has_its_page_and_an_end(tongue: str) -> None:
    (walkthrough,) = (one for one in CONTRIBUTED["walkthroughs"] if one["id"] == tongue)
    steps = {one["id"]: one for one in walkthrough["steps"]}
    assert list(steps) == ["register", "meeting", "finding", "mend", "agenda"]
    for name, step in steps.items():
        page = step["media"]["markdown"]
        assert page == f"walkthrough/{name}.{tongue}.md"
        assert (FOLDER / page).read_text(encoding="utf-8").startswith("# ")
        assert step["completionEvents"]


def test_what_a_step_leads_to_is_a_command_of_ours_or_of_the_editor() -> None:
    ours = {one["command"] for one in CONTRIBUTED["commands"]}
    led_to = set(re.findall(r"\(command:([\w.]+)\)", json.dumps(BOKMAL)))
    assert {one for one in led_to if one.startswith("kps.")} <= ours
    assert {RENDER, NEW_MEETING, ACTIONS, EXPLAIN} <= ours


def test_the_settings_are_those_of_the_server_and_the_program() -> None:
    names = {re.sub(r"_(\w)", lambda found: found[1].upper(), one.name) for one in fields(Settings)}
    assert set(CONTRIBUTED["configuration"]["properties"]) == {f"kps.{name}" for name in (*names, "command")}


def test_a_program_of_a_folder_that_is_not_trusted_is_not_started() -> None:
    trust = PACKAGE["capabilities"]["untrustedWorkspaces"]
    assert (trust["supported"], trust["restrictedConfigurations"]) == ("limited", ["kps.command"])


def test_nothing_is_changed_when_a_file_is_saved() -> None:
    defaults = json.dumps(CONTRIBUTED["configurationDefaults"])
    assert "formatOnSave" not in defaults
    assert "codeActionsOnSave" not in defaults


def test_it_is_recommended_by_its_name() -> None:
    assert f"{PACKAGE['publisher']}.{PACKAGE['name']}" == EXTENSION_ID


def test_the_lock_has_a_hash_for_all_it_names_and_no_address() -> None:
    packages = {name: one for name, one in _json("package-lock.json")["packages"].items() if name}
    assert packages
    assert [name for name, one in packages.items() if "resolved" in one or "integrity" not in one] == []
