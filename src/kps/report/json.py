"""The yearly status as JSON: versioned, for other programs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from kps.report.figures import AgreementState, Assessment, Figures
from kps.report.status import Entry, Status

VERSION = 1


def as_json(status: Status) -> str:
    """The status as one JSON document that ends its line; days are ISO, what is not there is null."""
    document = {
        "version": VERSION,
        "year": status.year,
        "as_of": status.as_of.isoformat(),
        "registers": list(status.registers),
        "municipalities": [
            {"number": one.key, "name": one.name, "district": one.district, **_both(one)}
            for one in status.municipalities
        ],
        "councils": [
            {"folder": one.key, "name": one.name, "district": one.district, **_both(one)} for one in status.councils
        ],
        "districts": [{"name": one.name, **_both(one)} for one in status.districts],
        "total": _both(status.total),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _both(entry: Entry) -> dict[str, Any]:
    return {**_figures(entry.figures), "previous": {**_figures(entry.previous), "previous": None}}


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "councils": [{"folder": folder, "status": status} for folder, status in figures.councils],
        "agreements": [_agreement(one) for one in figures.agreements],
        "contacts": list(figures.contacts),
        "meetings_held": figures.meetings_held,
        "meetings_owed": figures.meetings_owed,
        "actions_open": figures.actions_open,
        "actions_overdue": figures.actions_overdue,
        "last_evaluation": _day(figures.last_evaluation),
        "evaluations": [_assessment(one) for one in figures.assessments],
        "findings": dict(figures.findings),
    }


def _agreement(one: AgreementState) -> dict[str, Any]:
    return {
        "file": one.file,
        "kind": one.kind,
        "status": one.status,
        "from": _day(one.start),
        "to": _day(one.end),
        "next_revision": _day(one.next_revision),
    }


def _assessment(one: Assessment) -> dict[str, Any]:
    return {"council": one.council, "file": one.file, "carried_out": _day(one.day), "scores": dict(one.scores)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
