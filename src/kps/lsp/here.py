"""A place in a text that something is asked about: what stands there, in which record, of which register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kps.language import Language
from kps.lsp.live_register import LiveRegister
from kps.lsp.parameters import Params
from kps.lsp.positions import Range
from kps.lsp.session import Place, Session
from kps.lsp.texts import OpenText
from kps.models.base import Record
from kps.models.council import Council
from kps.models.layout import day_named, kind_at
from kps.models.parse import kind_stated
from kps.register.index import Register
from kps.register.tree import is_record_name
from kps.register.written import WrittenForm, written_form
from kps.source import Lines, Path
from kps.source.line_reader import Spot
from kps.source.outline import spot, spots

_BLANKS = " \t"


@dataclass(frozen=True)
class Here:
    """A place in a record's text."""

    session: Session
    place: Place
    text: OpenText
    offset: int

    @classmethod
    def of(cls, session: Session, params: Params) -> Here | None:
        """The place that is asked about; None where it is in no record of a register."""
        place = session.place(params["textDocument"]["uri"])
        if place is None or not is_record_name(place.file):
            return None
        session.register_of(place)
        text = session.text(place)
        return cls(session, place, text, text.offset(params["position"], session.client.encoding))

    @property
    def live(self) -> LiveRegister:
        """The register, with the open texts."""
        return self.session.register_of(self.place)

    @property
    def register(self) -> Register:
        """The register as it is judged."""
        return self.live.register

    @cached_property
    def record(self) -> Record | None:
        """The record, as it could last be read."""
        return self.register.record_in.get(self.place.file)

    @cached_property
    def council(self) -> Council | None:
        """The council that the file belongs to."""
        if self.record:
            return self.register.council_of(self.record)
        folder = self.register.council_folder(self.place.file)
        return next((one for one in self.register.councils if one.origin.folder == folder), None)

    @property
    def day(self) -> date:
        """The day of the meeting that the text is of; else the day asked about."""
        stated = self.value(("dato",)) or day_named(self.place.file) or ""
        try:
            return date.fromisoformat(stated)
        except ValueError:
            return self.session.as_of

    @property
    def form(self) -> WrittenForm:
        """The written form of the record."""
        return written_form(self.register, self.council.numbers if self.council else ())

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return self.session.language(self.live)

    @cached_property
    def spot(self) -> Spot:
        """What stands at the place."""
        return spot(self.text.body, self.offset)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """All that stands in the text."""
        return spots(self.text.body)

    @cached_property
    def kind(self) -> str | None:
        """The kind of the record: what it says, else what its place tells."""
        stated = self.value(("type",))
        return (kind_stated(stated) if stated else None) or kind_at(self.place.file)

    def value(self, path: Path) -> str | None:
        """The value at a path, as it is written; None where there is none."""
        return next((self.word(one) for one in self.spots if one.path == path and one.kind in ("value", "item")), None)

    def word(self, one: Spot) -> str:
        """The word at a place in the text."""
        return self.text.body[one.start : one.end]

    def values(self, path: Path) -> frozenset[str]:
        """The values that stand anywhere below a path, but for the one that is asked about."""
        return frozenset(
            self.word(one)
            for one in self.spots
            if one.path[: len(path)] == path and one.kind in ("value", "item") and one != self.spot
        )

    def keys(self, path: Path) -> frozenset[str]:
        """The keys of the mapping at a path, but for the one that is asked about."""
        return frozenset(
            str(one.path[-1])
            for one in self.spots
            if one.kind == "key" and one.path[:-1] == path and one.start != self.spot.start
        )

    @property
    def is_filled_below(self) -> bool:
        """Whether nothing can stand beside the key here, as what belongs to it stands on the lines below."""
        if self.spot.flow or self.spot.start < self.spot.end or self.spot.kind != "value":
            return False
        lines = Lines(self.text.body)
        line, column = lines.at(self.spot.end)
        if lines.text(line)[column - 1 :].strip(_BLANKS)[:1] not in ("", "#"):
            return False
        below = (lines.text(number) for number in range(line + 1, lines.count + 1))
        first = next((one for one in below if one.strip(_BLANKS)[:1] not in ("", "#")), "")
        indent = len(first) - len(first.lstrip(" "))
        return indent > self.spot.column or (indent == self.spot.column and first[indent : indent + 1] == "-")

    def range(self, start: int, end: int) -> Range:
        """A stretch of the text."""
        return self.text.between(start, end, self.session.client.encoding)
