"""Which findings were asked for: paths within a register, and codes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kps.checking.finding import Finding
from kps.checking.rule import rules
from kps.language import msg
from kps.models.vocabulary import nearest
from kps.register.index import Register
from kps.register.tree import REGISTER_FILE, is_text, whole
from kps.register.unread import Unread
from kps.workspace.errors import Wrong


@dataclass(frozen=True)
class Scope:
    """The files and folders asked about, each with its whole path, and the codes asked for and left out."""

    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    changed: frozenset[tuple[str, str]] | None = None
    """The registers and their files that a revision limits the findings to; None where there is no such limit."""

    def wants(self, finding: Finding) -> bool:
        """Whether the finding was asked for."""
        code = finding.code
        chosen = not self.select or code.startswith(self.select)
        left_out = bool(self.ignore) and code.startswith(self.ignore)
        if not chosen or left_out or not self.reaches(finding.register, finding.file):
            return False
        return self.changed is None or (finding.register, finding.file) in self.changed

    def reaches(self, register: str, file: str) -> bool:
        """Whether a register's file lies at or below one of the paths; the working directory reaches all."""
        return self.reaches_all(register) or self._reaches(whole(f"{register}/{file}"))

    def _reaches(self, there: str) -> bool:
        return any(path == there or there.startswith(path.rstrip(os.sep) + os.sep) for path in self.paths)

    @property
    def takes_all(self) -> bool:
        """Whether nothing that lies within the paths is left out."""
        return not self.select and not self.ignore and self.changed is None

    def reaches_all(self, register: str) -> bool:
        """Whether it reaches whatever lies in a register."""
        if register not in self._whole:
            self._whole[register] = whole(".") in self.paths or self._reaches(whole(register))
        return self._whole[register]

    @cached_property
    def _whole(self) -> dict[str, bool]:
        return {}

    def touches(self, register: str, folder: str) -> bool:
        """Whether one of the paths is a register's folder, lies in it, or holds it."""
        there = whole(f"{register}/{folder}")
        return self.reaches(register, folder) or any(path.startswith(there + os.sep) for path in self.paths)

    def records(self, registers: Sequence[Register]) -> int:
        """How many files that are read as records lie within the paths."""
        return sum(self.reaches(register.label, file) for register in registers for file in register.record_files)

    def anything(self, registers: Sequence[Register]) -> bool:
        """Whether a text that can have a finding lies within the paths."""
        return any(
            (is_text(file) or file in register.strays) and self.reaches(register.label, file)
            for register in registers
            for file in register.files
        )

    def draws_on(self, unread: Unread, register: Register) -> bool:
        """Whether what is told of the paths should have drawn on a file that cannot be read.

        What is no council's may be about any of them.
        """
        councils = unread.councils or (REGISTER_FILE, *(one.origin.folder for one in register.councils))
        return any(self.touches(register.label, one) for one in (unread.file, *councils))


def codes(text: str) -> tuple[str, ...]:
    """The codes, or beginnings of codes, in a list with commas; an unknown one is wrong use."""
    wanted = tuple(part.strip().upper() for part in text.split(",") if part.strip())
    for code in wanted:
        if not any(known.startswith(code) for known in rules()):
            near = nearest(code, rules())
            raise Wrong(
                msg("no rule has a code like {code}; did you mean {near}?", code=code, near=near)
                if near
                else msg("no rule has a code like {code}; kps rules lists them", code=code)
            )
    return wanted
