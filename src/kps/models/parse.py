"""From a file's values to a record, as much of it as can be read, and what does not fit the model."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Literal

from pydantic import ValidationError

import kps.source.slips as slips
from kps.language import Message, msg
from kps.models.agreement import Agreement
from kps.models.base import Model, Origin, Record, parts
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.exemption import EXEMPT
from kps.models.knowledge import Knowledge
from kps.models.layout import REGISTER_FILE, day_named, kind_at
from kps.models.meeting import Meeting
from kps.models.register import Charter
from kps.models.vocabulary import MOST_SLIPS, nearest, nearest_key, normal
from kps.source import Path, Value

KINDS: dict[str, type[Record]] = {
    "register": Charter,
    "politiråd": Council,
    "avtale": Agreement,
    "politikontakt": Contact,
    "møte": Meeting,
    "evaluering": Evaluation,
    "kunnskapsgrunnlag": Knowledge,
}
"""What ``type:`` may say, and the model of each."""

KIND_OF = {model: kind for kind, model in KINDS.items()}

_KIND_WRITTEN = {normal(name): name for name in KINDS}

_NO_KEYS = msg("the file must hold keys with values, and a blank after each colon; a record begins with type:")

DAY: Path = ("dato",)

_NO_WIDTH = "\u200b\ufeff"

PATIENCE = 10
"""Rounds in which only what is faulty is taken away; then the whole of the record's key goes."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """One place where a record is not as its model says (D002).

    ``near`` is what the writer may have meant; ``known`` is what belongs under a key that is missing, where the file's
    place tells; ``mend`` how to mend just this, where that is not told by what was meant.
    """

    path: Path
    message: Message
    on: Literal["key", "value"] = "value"
    near: str | None = None
    known: str | None = None
    mend: Message | None = None


_OF_ANOTHER_KIND = Misfit(
    ("type",),
    msg("{file} is the register's own record, and says that it is of another type", file=REGISTER_FILE),
    mend=msg("write the register here, with `type: register`, and give the other record a file of its own"),
)


def parse(value: Value, file: str) -> tuple[Record | None, tuple[Misfit, ...]]:
    """The record in ``value``, without what does not fit, and every misfit.

    None for the record when neither ``type:`` nor the file's name tells what it is. A faulty value counts as
    missing; its path is in the record's ``origin.faulty``.
    """
    kind, misfit = kind_of(value, file)
    if kind is None:
        return None, (misfit,) if misfit else ()
    model = KINDS[kind]
    raw: Any = _without_blanks(value, model)
    raw["type"] = kind
    misfits: dict[Path, Misfit] = {misfit.path: misfit} if misfit else {}
    for round in count():
        try:
            record = model.model_validate(raw)
            break
        except ValidationError as errors:
            for found in _misfits(errors, raw, model, misfits):
                if not any(found.path[:length] in misfits for length in range(len(found.path) + 1)):
                    misfits[found.path] = found
                _drop(raw, found.path if round < PATIENCE else found.path[:1])
                if round < PATIENCE and EXEMPT in (found.near, *found.path[-1:]):
                    _place(raw, found.path[:-1])[EXEMPT] = {}
    for name in record.lacking():
        if (name,) not in misfits:
            misfits[(name,)] = _missing((name,))
    if isinstance(record, Meeting) and DAY in misfits and isinstance(value, dict) and DAY[0] not in value:
        misfits[DAY] = replace(misfits[DAY], known=day_named(file))
    record.placed(Origin(file, frozenset(_faulty(misfits))))
    return record, tuple(misfits.values())


def _faulty(misfits: dict[Path, Misfit]) -> Iterator[Path]:
    """What could not be read; a misspelt key stands for the one it was meant to be, and may for any if none asked."""
    for place, (path, misfit) in enumerate(misfits.items()):
        yield path
        if misfit.on == "key" and misfit.near:
            yield (*path[:-1], misfit.near)
        elif misfit.on == "key" and place > MOST_SLIPS:
            yield path[:-1]


def kind_stated(text: str) -> str | None:
    """The kind of record that ``type:`` says, in whatever way it is written; None where it is none."""
    return _KIND_WRITTEN.get(normal(text))


def kind_of(value: Value, file: str) -> tuple[str | None, Misfit | None]:
    """What the file is, by its ``type:``; where that is wrong, by what was meant or by the file's name."""
    if value is None:
        return None, Misfit((), msg("the file is empty; a record begins with type:"))
    if not isinstance(value, dict):
        return None, Misfit((), _NO_KEYS)
    stated = value.get("type")
    if not isinstance(stated, str) or not stated.strip():
        missing = msg("the key type is missing; it is one of: {choices}", choices=", ".join(KINDS))
        return _kind_named(file), Misfit(("type",), missing, known=_kind_named(file))
    if kind := kind_stated(stated):
        return kind, _OF_ANOTHER_KIND if file == REGISTER_FILE and kind != "register" else None
    unknown = msg("“{value}” is not a type of record; it is one of: {choices}", value=stated, choices=", ".join(KINDS))
    near = nearest(stated, KINDS)
    return near or _kind_named(file), Misfit(("type",), unknown, near=near)


def _kind_named(file: str) -> str | None:
    """What a file at this place is by custom, of the kinds that can be read."""
    kind = kind_at(file)
    return kind if kind in KINDS else None


def _without_blanks(value: Value, model: type[Model] | None) -> Value:
    """A copy in which known keys without a value are left out: blank text and an empty list count as missing.

    One that closes what it stands on closes it, whatever its value.
    """
    if isinstance(value, list):
        return [inner if type(inner) is str else _without_blanks(inner, model) for inner in value]
    if not isinstance(value, dict):
        return value
    known = parts(model) if model else {}
    kept: dict[str, Value] = {}
    for name, inner in value.items():
        # Most values are texts: a call for each costs more than all the rest.
        if type(inner) is str and inner and not inner.isspace():
            kept[name] = inner
        elif not _blank(inner):
            kept[name] = _without_blanks(inner, known.get(name))
        elif name == EXEMPT and model is not None:
            kept[name] = {}
        elif name not in known and model is not None:
            kept[name] = _without_blanks(inner, None)
    return kept


def _blank(value: Value) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _misfits(errors: ValidationError, raw: Any, model: type[Model], known: Collection[Path]) -> Iterator[Misfit]:
    """What pydantic found; ``known`` are those found before: after many no more is asked what was meant."""
    # All places are found before the first misfit is given: with it, whoever asked takes away what stands there.
    placed = [(error, _path(error["loc"], raw)) for error in errors.errors(include_url=False)]
    for error, path in placed:
        match error["type"]:
            case "extra_forbidden":
                yield _unknown_key(path, model, asked=len(known) < MOST_SLIPS)
            case "missing":
                yield _missing((*path, error["loc"][-1]))
            case "kps" | "refused":
                context = error.get("ctx", {})
                near = context["near"]() if context["near"] and len(known) < MOST_SLIPS else None
                on_key = error["loc"][-1:] == ("[key]",)
                yield Misfit(path, context["message"], "key" if on_key else "value", near)
            case "tuple_type" | "list_type":
                yield Misfit(path, msg("here a list is expected: one line each, with a dash before it"))
            case _:
                yield Misfit(path, _expected_keys(path, model))


def _path(loc: tuple[int | str, ...], raw: Any) -> Path:
    """The part of pydantic's location that stands in the file (a shorthand or a single item has less)."""
    path: list[str | int] = []
    for part in loc:
        there = part in raw if isinstance(raw, dict) else isinstance(raw, list) and part in range(len(raw))
        if there:
            raw = raw[part]
            path.append(part)
    return tuple(path)


def _unknown_key(path: Path, model: type[Model], *, asked: bool) -> Misfit:
    name = str(path[-1])
    choices = list(parts(_model_at(path[:-1], model)))
    if not asked:  # what closes something is always looked for
        choices = [EXEMPT] if EXEMPT in choices else []
    if name.startswith("-"):
        message = msg("the key “{key}” is not known here; an item of a list has a blank after its dash", key=name)
    else:
        message = msg("the key “{key}” is not known here", key=name)
    mend = msg("correct the name of the key, or take it away")
    if not name.isascii() and (name[0].isspace() or name[0] in _NO_WIDTH):
        # YAML takes such a sign for a letter: the key is not where it seems to be.
        odd = Message(slips.ODD_BLANK.says, {"code": f"U+{ord(name[0]):04X}"})
        message, mend = odd, Message(slips.ODD_BLANK.mend)
    return Misfit(path, message, "key", nearest_key(name, choices), mend=mend)


def _missing(path: Path) -> Misfit:
    return Misfit(path, msg("the key “{key}” is missing", key=path[-1]), mend=msg("fill in `{key}`", key=path[-1]))


def _expected_keys(path: Path, model: type[Model]) -> Message:
    try:
        keys = ", ".join(list(parts(_model_at(path, model)))[:4])
    except KeyError:
        return msg("this value is not of the kind expected here")
    return msg("here keys with values are expected: {keys} ...", keys=keys)


def _model_at(path: Path, model: type[Model]) -> type[Model]:
    """The model of what stands at ``path``; KeyError where it is no model."""
    for part in path:
        if isinstance(part, str):
            inner = parts(model)[part]
            if inner is None:
                raise KeyError(part)
            model = inner
    return model


def _drop(raw: Any, path: Path) -> None:
    """Take the faulty value away, but keep every place in a list; give a missing key an empty one."""
    if not path:
        raw.clear()
        return
    raw = _place(raw, path[:-1])
    last: Any = path[-1]
    if isinstance(raw, list):
        raw[last] = {} if raw[last] is None else None
    elif last in raw:
        del raw[last]
    else:
        raw[last] = None


def _place(raw: Any, path: Path) -> Any:
    """What stands at a path."""
    for part in path:
        raw = raw[part]
    return raw
