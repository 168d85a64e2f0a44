"""A first mapping for a table: from its headings and what stands below them, each guess with its evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kps.intake.labels import labels
from kps.intake.readers.grid import Cell
from kps.intake.tables.beside import by_neighbours, is_of_meetings
from kps.intake.tables.headings import Meanings, meant_by, status_of
from kps.intake.tables.layout import Heading, Layout
from kps.intake.tables.mapping import Column, TableMapping
from kps.intake.tables.municipality_cells import NoPlace, Places, municipalities_in
from kps.intake.tables.targets import FOLDER, LEFT_OUT, MUNICIPALITY, Target, fitted, target
from kps.intake.tables.values import About, parts
from kps.language import Message, msg
from kps.models.layout import slug
from kps.models.vocabulary import normal
from kps.register.index import Register

BY_CELLS = 0.8
"""So many of a column's cells must speak for a target where the heading says nothing."""
_NUMBERED = re.compile(r"\d{4}-[a-z]", re.ASCII)
_STATES = {"råd.status": "table_råd_status", "avtale.status": "table_avtale_status",
           "skoleavtale.status": "table_avtale_status", "møte.status": "table_møte_status",
           "råd.slt.modell": "table_slt_modell"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is taken for, how its cells bear it out, and what its words are taken to mean."""

    heading: Heading
    target: str = ""
    """Nothing where it is not known; then its cells are unplaced."""
    read: int = 0
    cells: int = 0
    words: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    status: str | None = None
    asides: tuple[Message, ...] = ()

    @property
    def evidence(self) -> Message:
        """How many of its cells could be read so."""
        if not self.target:
            return msg("not known; the cells are told as unplaced")
        return msg("{read} of {cells} cells", read=self.read, cells=self.cells)

    @property
    def column(self) -> Column:
        """The column as a mapping has it."""
        given = {"til": self.target, "verdier": dict(self.words), "år": str(self.year) if self.year else None,
                 "status": self.status}  # fmt: skip
        return Column.model_validate({key: value for key, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mapping of sheets that are laid out alike, guess by guess."""

    sheets: tuple[str, ...]
    row: int
    guesses: tuple[Guess, ...]
    totals: tuple[tuple[str, str], ...] = ()
    """Rows that sum up, by heading and text."""
    rivals: tuple[str, ...] = ()
    """Other sheets that tell of the same municipalities under the same headings: of another year, say."""
    merged: tuple[str, ...] = ()
    """Headings over cells that are merged downwards."""

    @property
    def mapping(self) -> TableMapping:
        """The mapping itself."""
        return TableMapping.model_validate(
            {
                "ark": [one for one in self.sheets if one],
                "overskrift": str(self.row),
                "hopp_over": [{heading: text} for heading, text in self.totals],
                "fyll_ned": list(self.merged),
                "kolonner": {one.heading.name: one.column for one in self.guesses if one.target},
            }
        )


def suggested(
    layout: Layout, others: Iterable[Layout], rivals: Iterable[str], register: Register, year: int
) -> Suggestion:
    """The mapping that a sheet's headings and cells speak for.

    ``others`` are sheets laid out like it, of other municipalities; ``rivals`` the names of those of the same ones.
    """
    guesser = _Guesser(layout, Places.of(register), year)
    guesses = guesser.guesses()
    names = tuple(one.sheet.name for one in (layout, *others))
    totals, merged = tuple(guesser.totals(guesses)), tuple(guesser.merged(guesses))
    return Suggestion(names, layout.bottom, guesses, totals, tuple(rivals), merged)


class _Guesser:
    def __init__(self, layout: Layout, places: Places, year: int) -> None:
        self._layout, self._places, self._year = layout, places, year
        self._cells = {
            one.column: [row.cells[one.column] for row in layout.rows if one.column in row.cells]
            for one in layout.headings
        }
        self._taken: set[str] = set()
        self._person = self._about = ""
        self._of_meetings = self._is_of_meetings()

    def guesses(self) -> tuple[Guess, ...]:
        """A guess a column, from left to right."""
        return tuple(self._guess(one) for one in self._layout.headings)

    def _is_of_meetings(self) -> bool:
        """Whether each row is a meeting."""
        found = [meant_by(one) for one in self._layout.headings]
        names = [
            cell.text
            for one, meant in zip(self._layout.headings, found, strict=True)
            if meant and meant.targets == (MUNICIPALITY,)
            for cell in self._cells[one.column]
        ]
        return is_of_meetings(found, names)

    def _guess(self, heading: Heading) -> Guess:
        meant = meant_by(heading)
        cells = self._cells[heading.column]
        found = self._by_heading(heading, meant) if meant else self._by_cells(heading)
        if found.target and (found.target not in self._taken or found.target in (MUNICIPALITY, "møte.dato")):
            self._taken.add(found.target)
            self._about = found.target.partition(".")[0]
            if found.target.endswith(".navn"):
                self._person = self._about
            return found
        return Guess(heading, cells=len(cells))

    def _by_heading(self, heading: Heading, meant: Meanings) -> Guess:
        cells = self._cells[heading.column]
        names = [name for one in meant.targets if (name := self._of_this_table(one, heading))]
        tried = [self._tried(heading, name, meant) for name in names]
        likely = [one for one in tried if one.target and (one.read or not cells)]
        return max(likely, key=lambda one: one.read, default=Guess(heading))

    def _of_this_table(self, name: str, heading: Heading) -> str:
        """The target that a heading stands for here; nothing where this table does not tell."""
        if name.startswith("*."):
            return by_neighbours(name, self._about, self._person, of_meetings=self._of_meetings)
        of_one = name.startswith("møte.") and name != "møte.dato"
        return "" if of_one and not self._of_meetings and "møte" not in normal(heading.whole) else name

    def _tried(self, heading: Heading, name: str, meant: Meanings) -> Guess:
        """How well a target bears the column's cells."""
        wanted, cells = target(name), self._cells[heading.column]
        words = _words(wanted, cells)
        year = meant.year if name == "møte.dato" else None
        status = status_of(heading.text) if name == "møte.dato" else None
        guess = Guess(heading, name, 0, len(cells), words, year, status)
        if wanted.kind == MUNICIPALITY:
            read = sum(self._is_municipality(cell.text) for cell in cells)
            return Guess(heading, name, read, len(cells))
        if name == "råd.navn" and not all("råd" in normal(cell.text) for cell in cells):
            return Guess(heading)
        if name == FOLDER and not _are_folders(cells):
            return Guess(heading)
        column, about = guess.column, About(self._year, self._places)
        found = [(cell.text, [part.fate != "unplaced" for part in parts(column, cell, about)]) for cell in cells]
        read = sum(any(read) for _, read in found)
        unknown = {text: None for text, read in found if name in _STATES and not all(read)}
        asides = (msg("not known: {words}", words=list(unknown)[:6]),) if unknown else ()
        return Guess(heading, name, read, len(cells), words, year, status, asides)

    def _is_municipality(self, text: str) -> bool:
        found = municipalities_in(text, self._places)
        return not isinstance(found, NoPlace) or found.known

    def _by_cells(self, heading: Heading) -> Guess:
        """What the cells alone speak for: municipalities, or the contact's mail address."""
        cells = self._cells[heading.column]
        if len(cells) < 2:
            return Guess(heading)
        here = sum(self._is_municipality(cell.text) for cell in cells)
        are_numbers = all(cell.text[:4].isdigit() for cell in cells)
        if here >= BY_CELLS * len(cells) and (are_numbers or MUNICIPALITY not in self._taken):
            return Guess(heading, MUNICIPALITY, here, len(cells))
        mails = sum("@" in cell.text for cell in cells)
        if mails >= BY_CELLS * len(cells) and self._person:
            return self._tried(heading, f"{self._person}.epost", Meanings((), None))
        return Guess(heading)

    def totals(self, guesses: Iterable[Guess]) -> Iterable[tuple[str, str]]:
        """The rows that sum up, by the municipality's column."""
        for one in guesses:
            if one.target == MUNICIPALITY:
                texts = dict.fromkeys(cell.text for cell in self._cells[one.heading.column])
                yield from ((one.heading.name, text) for text in texts if labels("table_total").get(text))

    def merged(self, guesses: Iterable[Guess]) -> Iterable[str]:
        """The columns that are known, and in which cells are merged downwards."""
        down = {one.left for one in self._layout.sheet.merged if one.bottom > one.top > self._layout.bottom}
        return (one.heading.name for one in guesses if one.target and one.heading.column in down)


def _are_folders(cells: list[Cell]) -> bool:
    """Whether the cells are councils' folders, as kps's own report has them: 4205-lindesnes."""
    return all(slug(cell.text) == cell.text for cell in cells) and any(_NUMBERED.match(cell.text) for cell in cells)


def _words(wanted: Target, cells: Iterable[Cell]) -> dict[str, str]:
    """What the words of a column are taken to mean, those apart that the key knows itself."""
    kind = _STATES.get(wanted.text)
    if kind is None:
        return {}
    found: dict[str, str] = {}
    for text, _ in Counter(" ".join(cell.text.split()) for cell in cells).most_common():
        meant = labels(kind).get(text)
        if meant and (meant == LEFT_OUT or isinstance(fitted(wanted, text), Message)):
            found.setdefault(text, meant)
    return found
