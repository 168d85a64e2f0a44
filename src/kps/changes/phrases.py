"""A change in plain words, a sentence for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from difflib import ndiff
from functools import reduce
from typing import Any

from kps.changes.compare import NEVER_SHOWN, Change, ListEntry, RecordChange, is_exempt
from kps.changes.identity import THINGS, New, called, word_for
from kps.language import Message, Spoken, Words, compound, msg
from kps.models.base import Model, worded
from kps.models.vocabulary import Term, known_word, term, terms

_SHORT = 80
"""How long a text may be to stand within a sentence; a longer one is shown line by line below it."""
_TOLD = 5
"""How many of a new thing's values are told of with it."""
NEVER_TOLD = NEVER_SHOWN | {"type"}


def headline(change: RecordChange) -> Spoken:
    """What happened to the record as a whole."""
    if change.record is None:
        return _unreadable(msg("the file"))
    thing = word_for(type(change.record))
    exempt = is_exempt(change.record)
    name = "" if exempt else called(change.record)
    match change.kind:
        case "new" if exempt:
            return _new(thing, change.file.rpartition("/")[2])
        case "new":
            return _with_details(_new(thing, name), change.record)
        case "gone":
            return msg("taken away: {thing}", thing=_thing(thing, name))
        case "moved":
            return msg("{thing}, moved", thing=_thing(thing, name))
        case _:
            return _thing(thing, name)


def told(change: Change) -> Spoken:
    """A change in a sentence, with what it belongs to before it."""
    entries = [one for one in change.path if isinstance(one, ListEntry)]
    last = change.path[-1]
    whole = isinstance(last, ListEntry)
    around = entries[:-1] if whole else entries
    what = _about_thing(change, last) if isinstance(last, ListEntry) else _about_key(change)
    for entry in reversed(around):
        what = msg("{thing}: {what}", thing=_thing(word_for(entry.model), entry.name), what=what)
    return what


def lines(change: Change) -> Iterator[tuple[str, str]]:
    """The lines of a long text that went (``-``) and that came (``+``), each with its sign."""
    if change.withheld or not any(map(_long, (change.before, change.after))):
        return
    before, after = (str(one or "").splitlines() for one in (change.before, change.after))
    for line in ndiff(before, after):
        if line[0] in "+-" and line[2:].strip():
            yield line[0], line[2:]


def _thing(word: Spoken, name: Words) -> Spoken:
    return msg("{word} {name}", word=word, name=name) if name else word


def _new(thing: Term, name: str) -> Message:
    # Who is present is no thing: the word has no gender, and none is new.
    if not thing.genders:
        return msg("newly {thing}: {name}", thing=thing, name=name or "–")
    return compound("{new} {thing}: {name}", new=New(thing), thing=thing, name=name or "–")


def _about_thing(change: Change, entry: ListEntry) -> Spoken:
    thing = word_for(entry.model)
    if change.kind == "unreadable":
        return _unreadable(_thing(thing, entry.name))
    if change.kind == "gone":
        return msg("taken away: {thing}", thing=_thing(thing, entry.name))
    new = _new(thing, entry.name)
    return _with_details(new, change.after) if isinstance(change.after, Model) else new


def _unreadable(what: Spoken) -> Message:
    return msg("{what} cannot be read on one of the sides; see kps validate", what=what)


def _about_key(change: Change) -> Message:
    label = _label(change)
    before, after = (_shown(one, change.worded) for one in (change.before, change.after))
    if change.kind == "order":
        return msg("{label} in another order", label=label)
    if change.kind == "unreadable":
        return _unreadable(label)
    if change.withheld:
        return msg("{label} changed (not shown)", label=label)
    if _long(change.before) or _long(change.after):
        return msg("{label} rewritten:", label=label)
    match change.kind:
        case "new":
            return msg("{label} set to {after}", label=label, after=after)
        case "added":
            return msg("{label}, added: {after}", label=label, after=after)
        case "removed":
            return msg("{label}, taken away: {before}", label=label, before=before)
        case "gone":
            return msg("{label} taken away, was {before}", label=label, before=before)
        case _ if isinstance(change.before, date) and isinstance(change.after, date):
            return msg("{label} moved from {before} to {after}", label=label, before=before, after=after)
        case _:
            return msg("{label} changed from {before} to {after}", label=label, before=before, after=after)


def _label(change: Change) -> Spoken:
    """The keys below the thing, as the reader says them."""
    keys: list[Spoken] = []
    for step in change.path:
        keys = [] if isinstance(step, ListEntry) else [*keys, _key(step)]
    return reduce(_thing, keys)


def _key(key: str) -> Term:
    """A key of a record, or of the answers and the scores of an evaluation."""
    return terms("key").get(key) or term("question", key)


def _with_details(new: Message, model: Model) -> Message:
    """The news of something with the first of what else it says."""
    details: list[Words] = list(_details(model))
    if not details:
        return new
    more = ["…"] if len(details) > _TOLD else []
    return msg("{new} ({details})", new=new, details=[*details[:_TOLD], *more])


def _details(model: Model) -> Iterator[Message]:
    named = {*THINGS[type(model)].known_by, *THINGS[type(model)].also}
    for attribute, info in type(model).model_fields.items():
        value = getattr(model, attribute)
        key = info.alias or attribute
        if attribute in named or key in NEVER_TOLD or value == info.default or value in (None, "", (), {}):
            continue
        if told := _brief(value, key in worded(type(model))):
            yield msg("{thing}: {what}", thing=_key(key), what=told)


def _brief(value: Any, worded: bool) -> Words | list[Words]:
    """A value in a few words: of things in a list their number; nothing of a mapping or a long text."""
    if isinstance(value, tuple):
        return str(len(value)) if isinstance(value[0], Model) else [_shown(one, worded) for one in value]
    return "" if _long(value) or isinstance(value, Model | dict) else _shown(value, worded)


def _shown(value: Any, worded: bool) -> Words:
    """A value as the reader says it; what is not of the field's own words as it is written in a record."""
    match value:
        case bool():
            return term("value", "ja" if value else "nei")
        case str() if worded and (known := known_word(value)):
            return known
        case None:
            return "–"
        case time():
            return f"{value:%H:%M}"
        case _:
            return " ".join(str(value).split())


def _long(value: Any) -> bool:
    return isinstance(value, str) and (len(value) > _SHORT or "\n" in value.strip())
