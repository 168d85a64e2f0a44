"""Finding out where findings stand: only files that have one are parsed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kps.guideline import Statement, statement
from kps.register.tree import Tree, shown_file
from kps.rules.finding import Finding
from kps.rules.personal import masked
from kps.source import Lines, Path, Positions, Span, decode, locate


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its place: the file as the reader knows it, the span, the line's text."""

    finding: Finding
    file: str
    span: Span
    line: str
    path: Path
    value: str
    """The text that the finding stands at."""

    @property
    def statement(self) -> Statement | None:
        """The guideline's statement behind it; the first, where there are several."""
        return statement(self.finding.statements[0]) if self.finding.statements else None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """What findings are sorted by when shown: file, line, column, code, then the words."""
        return self.file, self.span.line, self.span.column, self.finding.code, self.finding.message.text("en")


def located(findings: Iterable[Finding], trees: Mapping[str, Tree]) -> tuple[Located, ...]:
    """The findings with their places, sorted; ``trees`` are the registers' files, by label."""
    texts = _Texts(trees)
    return tuple(sorted((texts.place(finding) for finding in findings), key=lambda one: one.order))


class _Texts:
    """The files already opened: each is read and parsed at most once."""

    def __init__(self, trees: Mapping[str, Tree]) -> None:
        self._trees = trees
        self._seen: dict[tuple[str, str], tuple[Lines, Positions | None]] = {}

    def place(self, finding: Finding) -> Located:
        lines, positions = self._open(finding.register, finding.file)
        span = finding.span
        if span is None:
            span = positions.place(finding.path, finding.on) if positions else Span(1, 1, 1, 1)
        file = shown_file(finding.register, finding.file)
        path = positions.written(finding.path) if positions else finding.path
        return Located(finding, file, span, masked(lines.text(span.line)), path, masked(lines.within(span)))

    def _open(self, register: str, file: str) -> tuple[Lines, Positions | None]:
        key = (register, file)
        if key not in self._seen:
            tree = self._trees[register]
            try:
                text = "" if tree.leads_out(file) else decode(tree.read(file))[0]
            except OSError:
                text = ""
            self._seen[key] = Lines(text), locate(text) if file.endswith((".yaml", ".yml")) else None
        return self._seen[key]
