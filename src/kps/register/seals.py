"""A record's meaning in short: what approved minutes are sealed with, and what a paper was made from.

Layout, comments, quotes, the order of keys, and which of several ways to write the same thing was chosen make no
difference; any other change does.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from kps.models.base import Record
from kps.models.exemption import EXEMPT
from kps.models.meeting import Meeting, case_number
from kps.register.actions import same_action
from kps.source import Path
from kps.source.text import composed

_NEVER = ("notat", "unntak")
_VERSION = "k1"
_WHOLE = 12
"""Bytes of the seal's hash over the whole."""
_SHOWN_BASIS = ("hjemmel", "offentlig_tittel")

# A part of a seal stands for each of these, in this order. Later keys are added at the end, so that seals
# written before them still tell what was changed.
_SEALED = (
    "type", "dato", "start", "slutt", "sted", "form", "lenke", "åpent", "utvidet", "ekstraordinært", "felles_med",
    "status", "avlysning", "innkalling", "referat", "møteleder", "referent", "til_stede", "forfall", "ikke_møtt",
    "oppfølging", "neste_møte", "kopi",
)  # fmt: skip


def seal(meeting: Meeting) -> str:
    """The seal of a meeting's minutes: a hash over the whole, then a short one for each key and each case."""
    values = _sealed_values(meeting)
    cases = values.get("saker", [])
    keys = "".join(_short(values.get(key)) for key in _SEALED)
    return f"{_VERSION}.{_hash(values, _WHOLE)}.{keys}.{''.join(map(_short, cases))}"


def changed_since(meeting: Meeting, written: str) -> tuple[Path, ...] | None:
    """The places that differ from what the seal ``written`` was put on; None where it is no seal.

    A change that the short hashes cannot place is told as the record's as a whole: the empty path.
    """
    old, new = written.split("."), seal(meeting).split(".")
    if len(old) != len(new) or old[0] != _VERSION:
        return None
    if old[1] == new[1]:
        return ()
    keys = [(key,) for key, before, now in zip(_SEALED, _pairs(old[2]), _pairs(new[2]), strict=False) if before != now]
    return (*keys, *_changed_cases(_pairs(old[3]), _pairs(new[3]))) or ((),)


def _changed_cases(old: list[str], new: list[str]) -> list[Path]:
    if len(old) != len(new):
        return [("saker",)]
    return [("saker", place) for place, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]


def fingerprint(record: Record, *, public: bool) -> str:
    """What a paper of the record was made from; of what is exempt, a public one knows no more than it shows."""
    values = _values(record)
    if isinstance(record, Meeting):
        values.get("referat", {}).pop("segl", None)
        if public:
            values["saker"] = [_public(item) for item in values.get("saker", [])]
    elif public and "saksbank" in values:
        values["saksbank"] = [_public(item) for item in values["saksbank"]]
    return _digest(values, 6).hex()


def _public(item: dict[str, Any]) -> dict[str, Any]:
    """What a public paper shows of an item, or of an attachment."""
    if EXEMPT in item:
        basis = {key: item[EXEMPT][key] for key in _SHOWN_BASIS if key in item[EXEMPT]}
        return {"nr": item.get("nr", ""), EXEMPT: basis}
    return {**item, "vedlegg": [_public(one) for one in item["vedlegg"]]} if "vedlegg" in item else item


def _sealed_values(meeting: Meeting) -> dict[str, Any]:
    values = _values(meeting)
    values.pop("arkivref", None)
    minutes = {key: value for key, value in values.get("referat", {}).items() if key != "segl"}
    changed: dict[str, Any] = {"referat": minutes}
    if "saker" in values:
        changed["saker"] = [_case(item) for item in values["saker"]]
    if "oppfølging" in values:
        changed["oppfølging"] = [_follow_up(entry) for entry in values["oppfølging"]]
    return {**values, **changed}


def _case(item: dict[str, Any]) -> dict[str, Any]:
    """A case whose number and conclusion are written in the one of their forms that seals know."""
    number = case_number(item.get("nr", ""))
    said = {"nr": "{}/{}".format(*number)} if number else {}
    decision = "\n\n".join(item[key] for key in ("konklusjon", "vedtak") if key in item)
    if decision:
        said["konklusjon"] = decision
    return {key: value for key, value in item.items() if key != "vedtak"} | said


def _follow_up(entry: dict[str, Any]) -> dict[str, Any]:
    return entry | {"tiltak": same_action(entry["tiltak"])} if "tiltak" in entry else entry


def _values(record: Record) -> dict[str, Any]:
    """What the record says, under its Norwegian keys."""
    dumped = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {key: _plain(value) for key, value in dumped.items() if key not in _NEVER}


def _plain(value: Any) -> Any:
    """The value with texts as they read: composed letters, no blanks at a line's end."""
    match value:
        case str():
            lines = composed(value).splitlines()
            return "\n".join(line.rstrip() for line in lines).strip("\n")
        case Mapping():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case _:
            return value


def _digest(values: Any, size: int) -> bytes:
    """A hash over the values, in whatever order their keys come."""
    written = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(written.encode(), digest_size=size).digest()


def _hash(values: Any, size: int) -> str:
    return urlsafe_b64encode(_digest(values, size)).decode().rstrip("=")


def _short(value: Any) -> str:
    """Two letters: enough to tell which part was changed, since the hash over the whole tells that one was."""
    return _hash(value, 2)[:2]


def _pairs(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(0, len(text), 2)]
