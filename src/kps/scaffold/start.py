"""A new register: its kps.yaml, and the files that help those who work in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from kps.language import Language
from kps.models.layout import slug
from kps.models.places import districts, municipalities, of_district
from kps.register.tree import REGISTER_FILE
from kps.register.written import WrittenForm
from kps.scaffold.draft import Draft, filled, shared
from kps.scaffold.naming import CONTACTS, COUNCILS

SCHEMAS = ".kps/schemas"
"""Where the editor finds what each kind of record may hold; a hidden folder is no part of the register."""

WORKFLOW = ".github/workflows/kps.yml"
"""The check of every change."""

REMINDER = ".github/workflows/kps-paminnelse.yml"
"""What tells every week what is late and due soon."""

Editor = Literal["schemas", "vscode"]
"""What helps those who write: schemas, for editors that read them; or the extension for VS Code, which asks kps."""

EXTENSION_ID = "politisamarbeid.kps"

# Which files are of which kind; a schema is known by its name in ASCII.
_FILES = {
    "register": [REGISTER_FILE],
    "politikontakt": [f"{CONTACTS}/*.yaml"],
    "politirad": [f"{COUNCILS}/*/politirad.yaml"],
    "avtale": [f"{COUNCILS}/*/avtale.yaml", f"{COUNCILS}/*/avtale-*.yaml"],
    "mote": [f"{COUNCILS}/*/moter/*.yaml"],
    "evaluering": [f"{COUNCILS}/*/evaluering.yaml", f"{COUNCILS}/*/evaluering-*.yaml"],
    "kunnskapsgrunnlag": [f"{COUNCILS}/*/grunnlag/*.yaml", "kunnskap/*.yaml"],
}


@dataclass(frozen=True, slots=True)
class NewRegister:
    """What a register covers, and from when."""

    name: str
    district: str
    applies_from: date
    language: Language
    numbers: tuple[str, ...]

    @property
    def form(self) -> WrittenForm:
        """The written form of what belongs to no single municipality."""
        return "nn" if self.language == "nn" else "nb"


@dataclass(frozen=True, slots=True)
class Program:
    """Where a build server fetches kps: a git repository open to all, and the one commit in it that is run."""

    repository: str
    revision: str


_NAMED = 4
"""How many municipalities a register's name has room for."""


def register_name(district: str, numbers: Sequence[str]) -> str:
    """What a register is called unless it says otherwise: for what it covers."""
    names = [municipalities()[number].name for number in numbers]
    nynorsk = written_language(numbers) == "nn"
    if set(numbers) == {one.number for one in of_district(district)} and len(names) > 1:
        named = districts()[district]
        covered = named.name_nynorsk if nynorsk else named.name
    elif len(names) > _NAMED:
        covered = f"{len(names)} {'kommunar' if nynorsk else 'kommuner'} i {district}"
    else:
        covered = " og ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"Kommune- og politisamarbeid i {covered}"


def written_language(numbers: Iterable[str]) -> Language:
    """The language of most of the municipalities that have chosen a written form; bokmål where none prevails."""
    forms = [municipalities()[number].written_form for number in numbers]
    return "nn" if forms.count("nynorsk") > forms.count("bokmål") else "nb"


def charter(new: NewRegister) -> Draft:
    """kps.yaml itself."""
    text = filled(
        new.form,
        "kps.yaml",
        name=new.name,
        district=new.district,
        numbers=[(one, municipalities()[one].name) for one in new.numbers],
        applies_from=new.applies_from,
        form=new.form,
        language=new.language,
    )
    return Draft(REGISTER_FILE, text)


def surroundings(
    new: NewRegister, schemas: Mapping[str, str], program: Program | None = None, editor: Editor = "schemas"
) -> tuple[Draft, ...]:
    """All but kps.yaml: folders, help for editors, a check of every change. ``schemas`` are the schemas by name.

    ``program`` is what the check is made with; where that is not known, the check fails until somebody writes it.
    """
    return (
        Draft(f"{CONTACTS}/.gitkeep", ""),
        Draft(f"{COUNCILS}/.gitkeep", ""),
        Draft("LESMEG.md", filled(new.form, "LESMEG.md", name=new.name, example=new.numbers[0])),
        Draft(".gitignore", shared("gitignore")),
        Draft(".editorconfig", shared("editorconfig")),
        Draft(WORKFLOW, shared("kps.yml.j2", program=program)),
        Draft(REMINDER, shared("kps-paminnelse.yml.j2", program=program)),
        Draft(".gitlab-ci.yml", shared("gitlab-ci.yml.j2", program=program)),
        *(_for_extension() if editor == "vscode" else _with_schemas(schemas)),
    )


def _with_schemas(schemas: Mapping[str, str]) -> tuple[Draft, ...]:
    """The schemas, and Visual Studio Code's settings that tell which kind of record each is of."""
    known = {slug(name.partition(".")[0]): f"{SCHEMAS}/{name}" for name in schemas}
    by_kind = {f"./{known[kind]}": files for kind, files in _FILES.items() if kind in known}
    settings = {**_ENCODING, "yaml.schemas": by_kind, "[yaml]": _LAYOUT}
    return (
        Draft(".vscode/settings.json", _json(settings)),
        *(Draft(f"{SCHEMAS}/{name}", text) for name, text in schemas.items()),
    )


def _for_extension() -> tuple[Draft, ...]:
    """Settings for the extension alone: schemas beside it would tell and offer everything a second time."""
    typing = {
        "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
        "editor.wordBasedSuggestions": "off",
        "files.trimTrailingWhitespace": False,
    }
    return (
        Draft(".vscode/settings.json", _json({**_ENCODING, "[yaml]": {**_LAYOUT, **typing}})),
        Draft(".vscode/extensions.json", _json({"recommendations": [EXTENSION_ID]})),
    )


_ENCODING = {"files.encoding": "utf8", "files.eol": "\n"}
_LAYOUT = {"editor.insertSpaces": True, "editor.tabSize": 2}


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
