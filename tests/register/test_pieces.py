"""A register in pieces: what one change leaves is what reading all of it anew gives, and only what changed is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kps.language import Message
from kps.output.rule_cases import REGISTER
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.pieces import Pieces
from kps.register.reading import load
from kps.register.tree import Folder, Overlay, contents

FOLDER = "politirad/4205-lindesnes"
COUNCIL = f"{FOLDER}/politirad.yaml"
MEETING = f"{FOLDER}/moter/2026-03-12.yaml"
COPY = f"{FOLDER}/moter/2026-03-12 (1).yaml"
NOTE = f"{FOLDER}/notat.md"
FILES = {
    "kps.yaml": REGISTER,
    COUNCIL: "type: politiråd\nnavn: P\nkommuner: ['4205']\nstatus: aktivt\nopprettet: 2025-01-01\n",
    MEETING: "type: møte\ndato: 2026-03-12\nstatus: avholdt\n",
}
AGDER = Path(__file__).parents[2] / "examples" / "agder"


@dataclass
class Watched:
    """A tree that keeps in mind what was read of it."""

    texts: Mapping[str, str]
    read_files: list[str] = field(default_factory=list)
    label: str = "."

    def files(self) -> tuple[str, ...]:
        return tuple(sorted(self.texts))

    def read(self, file: str) -> bytes:
        self.read_files.append(file)
        return self.texts[file].encode()


def parts(register: Register) -> tuple[object, ...]:
    """All that a register was made of."""
    return (
        register.label, register.records, register.flaws, register.files, register.suspects, register.stamps,
        register.garbled, register.record_files, register.copies, register.strays,
    )  # fmt: skip


CHANGES: dict[str, tuple[dict[str, str], dict[str, str | None], set[str]]] = {
    "a value": ({}, {MEETING: "type: møte\ndato: 2026-03-12\nstatus: avlyst\n"}, {MEETING}),
    "one that cannot be read": ({}, {COUNCIL: "navn: ["}, {COUNCIL}),
    "one that can be read again": ({COUNCIL: "navn: ["}, {COUNCIL: FILES[COUNCIL]}, {COUNCIL}),
    "a number in a text": ({NOTE: "Notat"}, {NOTE: "01017012345"}, {NOTE}),
    "a record that is new": ({}, {f"{FOLDER}/avtale.yaml": "type: avtale\n"}, {f"{FOLDER}/avtale.yaml"}),
    "a record that is gone": ({}, {MEETING: None}, set()),
    "kps.yaml": ({}, {"kps.yaml": "type: register\n"}, {"kps.yaml"}),
    "a copy that is new": ({}, {COPY: "type: møte\n"}, {COPY, MEETING}),
    "a copy's original": ({COPY: "type: møte\n"}, {MEETING: "type: møte\n"}, {COPY, MEETING}),
    "a copy that has no original any more": ({COPY: FILES[MEETING]}, {MEETING: None}, {COPY}),
    "an original": ({COPY: "type: møte\n", MEETING: ""}, {MEETING: FILES[MEETING]}, {COPY, MEETING}),
    "a record that nobody reads": ({}, {f"{MEETING}.txt": "type: møte\n"}, {f"{MEETING}.txt"}),
    "a paper": ({}, {f"{FOLDER}/dokumenter/radet.md": "kps-stamp-0123456789ab-01234567"},
                {f"{FOLDER}/dokumenter/radet.md"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_as_if_all_had_been_read_anew(name: str) -> None:
    more, changed, read = CHANGES[name]
    before = FILES | more
    after = {file: text for file, text in (before | changed).items() if text is not None}
    pieces = Pieces().renewed(Texts(before))
    assert parts(pieces.assembled(".")) == parts(load(Texts(before)))
    watched = Watched(after)
    renewed = pieces.renewed(watched, changed)
    assert parts(renewed.assembled(".")) == parts(load(Texts(after)))
    assert set(watched.read_files) == read
    assert parts(pieces.assembled(".")) == parts(load(Texts(before)))  # those of before are as they were


def test_a_record_that_is_not_read_again_is_the_same_one() -> None:
    pieces = Pieces().renewed(Texts(FILES))
    renewed = pieces.renewed(Texts(FILES | {MEETING: "type: møte\n"}), [MEETING])
    assert renewed.by_file[COUNCIL] is pieces.by_file[COUNCIL]


def test_a_digest_tells_one_text_from_another() -> None:
    one, other = (
        Pieces().renewed(Texts(FILES | {MEETING: text})).by_file for text in ("type: møte\n", "type: møte\n\n")
    )
    assert one[COUNCIL].digest == other[COUNCIL].digest != b""
    assert one[MEETING].digest != other[MEETING].digest


def test_texts_laid_over_a_folder_give_the_register_that_they_would_give_on_disk() -> None:
    council = next(file for file in Folder(AGDER).files() if file.endswith("politirad.yaml"))
    meeting = council.replace("politirad.yaml", "moter/2030-01-01.yaml")
    gone = next(file for file in Folder(AGDER).files() if "/moter/" in file)
    changed = {council: "navn: [", meeting: FILES[MEETING].encode(), gone: None}
    texts = {file: Folder(AGDER).read(file) for file in Folder(AGDER).files()} | changed
    nothing = Texts({}, Folder(AGDER).label)
    assert parts(load(Overlay(Folder(AGDER), changed))) == parts(load(Overlay(nothing, texts)))
    assert parts(load(Overlay(Folder(AGDER), {}))) == parts(load(Folder(AGDER)))


def test_what_is_laid_over_is_listed_as_a_folder_would_list_it() -> None:
    laid = {"a.yaml": "", ".skjult/b.yaml": "", "~$c.yaml": "", "inne/kps.yaml": "", "inne/d.yaml": "", COUNCIL: None}
    assert Overlay(Texts(FILES), laid).files() == tuple(sorted({"a.yaml", *FILES} - {COUNCIL}))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"x" * (5 * 1024 * 1024 + 1), "the file is larger than 5 MiB"),
        ("navn: \ud800", "the file is not saved as UTF-8"),
        (None, "the file cannot be read: there is no such file or folder"),
    ],
)
def test_what_cannot_be_read_is_told_as_of_a_file(text: str | bytes | None, told: str) -> None:
    tree = Overlay(Texts(FILES), {MEETING: text})
    found = contents(tree, MEETING) if text is None else load(tree).flaws[0].message
    assert isinstance(found, Message)
    assert found.text("en").startswith(told)
