"""What may stand where somebody is typing: keys, values, names, ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kps.guideline import method_questions, questions
from kps.language import Message, msg
from kps.lsp.client import INSERT_MODE, SNIPPETS
from kps.lsp.first_texts import as_snippet, first_text, guessed_name
from kps.lsp.here import Here
from kps.lsp.key_notes import asking, section
from kps.lsp.offer import Offer
from kps.lsp.offers import days, municipalities_offered, offers
from kps.lsp.parameters import Params
from kps.lsp.session import Session
from kps.models.fields import Field, field_at, fields_in
from kps.models.layout import kind_at
from kps.models.parse import KINDS
from kps.models.vocabulary import AS_TYPED
from kps.source.quoting import in_quotes
from kps.source.scalars import FLOW_PLAIN, PLAIN
from kps.source.splices import STEP

Item = dict[str, Any]

_PROPERTY, _VALUE, _ENUM_MEMBER, _SNIPPET = 10, 12, 20, 15
_PLAIN, _WITH_PLACES = 1, 2
_AS_IS = 1
_REQUIRED = msg("required")


def completion(session: Session, params: Params) -> dict[str, Any]:
    """The items that may stand at a position."""
    here = Here.of(session, params)
    items = list(_items(here)) if here else []
    for place, item in enumerate(items):
        item["sortText"] = f"{place:04}"
    return {"isIncomplete": False, "items": items}


def _items(here: Here) -> Iterable[Item]:
    spot = here.spot
    if spot.kind in ("comment", "text") or here.is_filled_below:
        return ()
    if spot.path == ("type",) and spot.kind == "value":
        return _kinds(here)
    if not here.text.body.strip():
        return _first_texts(here)
    if here.kind is None:
        return ()
    return _keys(here, here.kind) if spot.kind == "key" else _values(here, here.kind)


def _column(here: Here) -> int:
    """How far into its line the place is."""
    before = here.text.body[: here.spot.start]
    return len(before) - max(before.rfind("\n"), before.rfind("\r")) - 1


# --- kinds of records ------------------------------------------------------------------------------------------


def _kinds(here: Here) -> Iterator[Item]:
    for kind, chosen in _own_first(here):
        yield _value(here, Offer(kind, is_word=True)) | chosen


def _first_texts(here: Here) -> Iterator[Item]:
    """In an empty file: the first text of each kind of record."""
    for kind, chosen in _own_first(here):
        text, places = first_text(here, kind), {}
        if SNIPPETS in here.session.client.can:
            text, places = as_snippet(text, guessed_name(here.place.file)), {"insertTextFormat": _WITH_PLACES}
        yield _item(here, f"type: {kind}", text, _SNIPPET) | places | chosen


def _own_first(here: Here) -> Iterator[tuple[str, Item]]:
    """The kinds of records: the one that the file's place tells first, and marked as chosen."""
    own = kind_at(here.place.file)
    for kind in sorted(KINDS, key=lambda kind: kind != own):
        yield kind, {"preselect": True} if kind == own else {}


# --- keys ------------------------------------------------------------------------------------------------------


def _keys(here: Here, kind: str) -> Iterator[Item]:
    holder = here.spot.path[:-1]
    if (above := field_at(kind, holder)) and above.is_numbered:
        yield from _numbers(here)
    elif above and above.is_open:
        yield from _questions(here, above.name, column=here.spot.column)
    for field in _missing(here, fields_in(kind, holder), holder):
        yield _key(here, field, column=here.spot.column)


def _numbers(here: Here) -> Iterator[Item]:
    """Municipalities' numbers as keys."""
    for offer in municipalities_offered(here):
        text = offer.value if here.spot.quote else f'"{offer.value}"'
        if not here.spot.colon and not here.spot.quote:
            text += ": "
        yield _item(here, offer.label, text, _PROPERTY, offer.words)


def _questions(here: Here, key: str, column: int) -> Iterator[Item]:
    """The questions of an evaluation: those of its method under ``svar``, those with a score under ``vurdering``."""
    asked = method_questions(here.value(("metode",)) or "") if key == "svar" else questions()
    there = here.keys(here.spot.path[:-1])
    text = f" |\n{' ' * column}{STEP}" if key == "svar" and not here.spot.flow else " "
    for one in asked:
        if one.key not in there:
            item = _item(here, one.key, one.key if here.spot.colon else f"{one.key}:{text}", _PROPERTY)
            yield item | {"documentation": one.text(here.language)}


def _missing(here: Here, fields: Iterable[Field], holder: tuple[str | int, ...]) -> Iterator[Field]:
    """The keys that are not there yet."""
    there = here.keys(holder)
    return (one for one in fields if one.name not in there)


def _key(here: Here, field: Field, column: int) -> Item:
    item = _item(here, field.name, _key_text(here, field, column), _PROPERTY)
    if field.required:
        item["detail"] = _REQUIRED.text(here.language)
    asked = (section(statement, here.language) for _, statement in asking(here.kind or "", field.name))
    item["documentation"] = "\n\n".join((Message(field.help).text(here.language), *dict.fromkeys(asked)))
    return item


def _key_text(here: Here, field: Field, column: int) -> str:
    """A key as it is put in: with what begins its value, unless a colon follows already."""
    if here.spot.colon:
        return field.name
    if here.spot.flow:
        return f"{field.name}: "
    inner = f"\n{' ' * column}{STEP}"
    if field.is_list and not (field.words or field.is_municipality):
        return f"{field.name}:{inner}- "
    if field.within:
        return f"{field.name}:{inner}"
    return f"{field.name}: |{inner}" if field.is_long and field.name in _LONG else f"{field.name}: "


_LONG = frozenset(("referat", "saksframlegg", "konklusjon", "notat", "beskrivelse", "innhold"))
"""Those of the keys for free text under which several lines are the rule."""


# --- values ----------------------------------------------------------------------------------------------------


def _values(here: Here, kind: str) -> Iterator[Item]:
    """The values of a key or of a list's item; where an item has keys of its own, these."""
    spot = here.spot
    field = field_at(kind, spot.path)
    if field is None:
        above = field_at(kind, spot.path[:-1])
        yield from (_value(here, one) for one in days(here) if above and above.is_numbered)
        return
    if spot.kind == "item" and field.within and not spot.quote and not spot.flow:
        missing = _missing(here, fields_in(kind, spot.path), spot.path)
        yield from (_key(here, one, column=_column(here)) for one in missing)
    if field.words or not field.within or spot.kind == "item":
        yield from (_value(here, one) for one in offers(here, field, spot.path))


def _value(here: Here, offer: Offer) -> Item:
    kind = _ENUM_MEMBER if offer.is_word else _VALUE
    item = _item(here, offer.label or offer.value, _value_text(here, offer), kind, offer.words)
    if offer.detail:
        item["detail"] = offer.detail
    return item


def _value_text(here: Here, offer: Offer) -> str:
    """A value as it is put in: within the quotes that are there, else in quotes only where it must be."""
    spot = here.spot
    if spot.quote:
        return offer.value.replace("'", "''") if spot.quote == "'" else in_quotes(offer.value)[1:-1]
    plain = (FLOW_PLAIN if spot.flow else PLAIN).fullmatch(offer.value)
    text = offer.value if plain and not offer.in_quotes else in_quotes(offer.value)
    # A blank after the colon, where somebody has not typed it yet.
    before = here.text.body[: spot.start]
    return f" {text}" if spot.kind == "value" and before.endswith(":") else text


def _item(here: Here, label: str, text: str, kind: int, words: str = "") -> Item:
    """An item that replaces the word at the place, and nothing else."""
    spot = here.spot
    sought = " ".join(filter(None, (label, words)))
    plain = sought.translate(AS_TYPED)
    return {
        "label": label,
        "kind": kind,
        "filterText": sought if plain == sought else f"{sought} {plain}",
        **({"insertTextFormat": _PLAIN} if SNIPPETS in here.session.client.can else {}),
        # Lines are put in as they are: their indent is told already.
        **({"insertTextMode": _AS_IS} if INSERT_MODE in here.session.client.can and "\n" in text else {}),
        "textEdit": {"range": here.range(spot.start, spot.end), "newText": text},
    }
