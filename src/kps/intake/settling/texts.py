"""The text of a record with what is put in: edits of the text as it is, every other sign of which stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kps.intake.settling.comparing import Outcome
from kps.intake.settling.sameness import is_blank, value_at
from kps.intake.settling.yaml_text import blank_line, item_yaml, yaml
from kps.models.fields import fields_in
from kps.register.written import WrittenForm
from kps.source import Path, Value
from kps.source.edits import edited, made_with
from kps.source.intentions import Append, Edit, Put
from kps.source.places import Positions
from kps.source.splices import Unplaced


@dataclass(frozen=True, slots=True)
class Written:
    """A text with values in their places, the values that stand in it, and the outcomes it has no room for."""

    text: str
    value: Value
    refused: tuple[Outcome, ...] = ()


def with_values(found: Positions, text: str, kind: str, outcomes: Sequence[Outcome], form: WrittenForm) -> Written:
    """The text, whose places are ``found``, with the outcomes' values in it."""
    there = found.tree.value
    writing = [one for one in outcomes if one.writes]
    try:
        edits = tuple(_edits(found, kind, writing, there, form))
        made = made_with(text, *edits, found=found) if edits else None
    except Unplaced:
        return _one_by_one(text, kind, writing, there, form)
    return Written(made.text, made.value) if made else Written(text, there)


def _one_by_one(text: str, kind: str, outcomes: Sequence[Outcome], there: Value, form: WrittenForm) -> Written:
    """The same, of outcomes that are not all to be had: each on the text with those before it."""
    refused = []
    for outcome in _by_list(outcomes):
        try:
            found = Positions(text)
            text = edited(text, *_edits(found, kind, outcome, there, form), found=found)
        except Unplaced:
            refused += outcome
    return Written(text, Positions(text).tree.value, tuple(refused))


def _by_list(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """The outcomes one by one; what goes into one list together."""
    for _, some in groupby(outcomes, lambda one: one.path[:-1] if one.done == "item" else one.path):
        yield list(some)


def _edits(
    positions: Positions, kind: str, outcomes: Sequence[Outcome], there: Value, form: WrittenForm
) -> Iterator[Edit]:
    for some in _by_list(outcomes):
        first = some[0]
        if first.done != "item":
            yield _put(positions, kind, first.path, first.value, form)
            continue
        place = first.path[:-1]
        values = [one.value for one in some]
        if is_blank(value_at(there, place)):
            yield _put(positions, kind, place, values, form)
            continue
        node = positions.node(positions.written(place))
        flow = node is not None and node.flow
        for one in some:
            item = item_yaml(kind, one.path, one.value, form, flow=flow)
            if not item:
                raise Unplaced("lines within braces")
            yield Append(place, item)


def _put(positions: Positions, kind: str, path: Path, value: Value, form: WrittenForm) -> Put:
    key, above = str(path[-1]), path[:-1]
    return Put(above, ((key, yaml(kind, path, value, form)),), _before(positions, kind, above, key))


def _before(positions: Positions, kind: str, above: Path, key: str) -> str | None:
    """The key, of those there, that a missing one is put after: the nearest before it in the records' order."""
    node = positions.node(positions.written(above)) if above else positions.tree.root
    if node is None or key in node.keys or node.flow:
        return None
    found = fields_in(kind, above)
    order = [info.alias or name for name, info in found[0].model.model_fields.items()] if found else []
    if key not in order:
        return None
    return next((one for one in reversed(order[: order.index(key)]) if one in node.keys), None)


def with_blanks(text: str, keys: Iterable[str], there: Value, form: WrittenForm) -> str:
    """A new record's text with a remark behind each of the keys that must have a value and have none."""
    known = there if isinstance(there, dict) else {}
    for key in keys:
        line = re.compile(rf'^{re.escape(key)}:[ \t]*(?:\[\]|"")?[ \t]*(?:#.*)?$', re.MULTILINE)
        made = blank_line(key, form)
        if line.search(text):
            text = line.sub(made, text, count=1)
        elif key not in known:
            text = f"{text.rstrip()}\n{made}\n"
    return text
