"""A small register in memory, for the tests of the scaffold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kps.checking.engine import check
from kps.checking.finding import Finding
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load
from kps.scaffold.draft import Draft

FOLDER = "politirad/raadet"
BOKMÅL, NYNORSK = "4205", "4640"

CHARTER = "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2020-01-01\n"
MEMBERS = """\
medlemmer:
  - {navn: Anne Berg, rolle: ordfører, fra: 2023-10-12}
  - {navn: "Ida: «Moe» #1", rolle: tjenesteenhetsleder, vara: Nils Vik}
  - {navn: Siv Aas, rolle: SLT-koordinator, sekretær: ja}
  - {navn: Tom Dahl, rolle: næringsliv, virksomhet: Næringsforeningen, deltar: utvidet}
  - {navn: Gammel Ordfører, rolle: ordfører, til: 2023-10-11}
"""
# What leaves nothing due in 2026, so that a test sees only what it adds.
QUIET = "politivedtekter: {finnes: nei}\n"


def texts(*, council: str = QUIET, number: str = BOKMÅL, charter: str = "", **files: str) -> dict[str, str]:
    """A council, what its record says beside its head, and more files by name (``__`` for a slash)."""
    head = f"type: politiråd\nnavn: Politirådet\nkommuner: ['{number}']\nstatus: aktivt\nopprettet: 2021-03-01\n"
    return {
        "kps.yaml": CHARTER + charter,
        f"{FOLDER}/politirad.yaml": head + council,
        **{f"{FOLDER}/{name.replace('__', '/')}.yaml": text for name, text in files.items()},
    }


def register(files: Mapping[str, str]) -> Register:
    return load(Texts(files))


def meeting(day: str, items: str = "", status: str = "avholdt", rest: str = "") -> tuple[str, str]:
    """A meeting's file and its record; ``items`` is a list in flow style."""
    saker = f"saker: [{items}]\n" if items else ""
    return f"{FOLDER}/moter/{day}.yaml", f"type: møte\ndato: {day[:10]}\nstatus: {status}\n{saker}{rest}"


def errors(files: Mapping[str, str], drafts: Iterable[Draft], as_of: date) -> list[Finding]:
    """The errors that the rules find in what was drafted."""
    drafts = tuple(drafts)
    written = {draft.file for draft in drafts}
    found = check([register({**files, **{draft.file: draft.text for draft in drafts}})], as_of)
    return [one for one in found if one.file in written and one.severity == "error"]
