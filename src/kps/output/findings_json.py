"""Findings as JSON: versioned, for other programs."""

from __future__ import annotations

from typing import Any

from kps.language.for_programs import as_document, as_item, with_items
from kps.output.located import Located, RelatedPlace
from kps.output.outcome import Outcome
from kps.output.wording import sentence, told

VERSION = 1


def as_json(outcome: Outcome) -> str:
    """The outcome as one JSON document that ends its line."""
    document = {
        "version": VERSION,
        "as_of": outcome.as_of.isoformat(),
        "registers": list(outcome.registers),
        "findings": [_finding(one) for one in outcome.shown],
        "held_back": [
            {"file": one.file, "codes": list(one.codes), "councils": list(one.councils)} for one in outcome.unread
        ],
        "summary": outcome.summary,
    }
    return with_items(as_document(document), "findings", outcome.texts)


def item(one: Located) -> str:
    """A finding as it is written there, in words already."""
    return as_item(_finding(one))


def _finding(one: Located) -> dict[str, Any]:
    finding = one.finding
    waiver = finding.waiver
    return {
        "code": finding.code,
        "severity": finding.severity,
        "statement": one.statement.id if one.statement else None,
        "section": one.statement.section if one.statement else None,
        "file": one.file,
        "line": one.span.line,
        "column": one.span.column,
        "end_line": one.span.end_line,
        "end_column": one.span.end_column,
        "path": list(one.path),
        "missing": one.missing,
        "message": told(one),
        "record": finding.record,
        "waived": {"reason": waiver.reason, "until": str(waiver.until)} if waiver else None,
        **({"stands_for": finding.stands_for} if finding.stands_for > 1 else {}),
        **({"related": [_related(other) for other in one.related]} if one.related else {}),
    }


def _related(one: RelatedPlace) -> dict[str, Any]:
    return {
        "file": one.shown,
        "line": one.span.line,
        "column": one.span.column,
        "end_line": one.span.end_line,
        "end_column": one.span.end_column,
        "message": sentence(one.message),
    }
