"""Findings as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from kps import __version__
from kps.checking.finding import Severity
from kps.checking.rule import Rule, rules
from kps.language.for_programs import as_document
from kps.language.reader import chosen, tr
from kps.output.fingerprint import fingerprints
from kps.output.located import Located, RelatedPlace
from kps.output.outcome import Outcome
from kps.output.pages import page_markdown, sections
from kps.output.wording import sentence, told
from kps.source import Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "hint": "note"}


def as_sarif(outcome: Outcome) -> str:
    """The outcome as one SARIF log. Waived findings are there always, as suppressed with their reason."""
    found = outcome.findings
    used = sorted({one.finding.code for one in found})
    run = {
        "tool": {"driver": _driver(used)},
        "language": chosen(),
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(one, name, used.index(one.finding.code))
            for one, name in zip(found, fingerprints(found), strict=True)
        ],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_document(document)


def _driver(codes: list[str]) -> dict[str, Any]:
    return {
        "name": "kps",
        "semanticVersion": __version__,
        "rules": [_rule(rules()[code]) for code in codes],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": tr(rule.page.title)},
        "fullDescription": {"text": " ".join(tr(part) for part in rule.page.when)},
        "help": {"text": tr(rule.page.mend), "markdown": page_markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [f"section-{section}" for section in sections(rule)]},
    }


def _result(one: Located, fingerprint: str, index: int) -> dict[str, Any]:
    finding = one.finding
    waiver = finding.waiver
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": told(one)},
        "locations": [{"physicalLocation": _place(one)}],
        "partialFingerprints": {"kps/v1": fingerprint},
    }
    if finding.stands_for > 1:
        result["occurrenceCount"] = finding.stands_for
    if one.related:
        result["relatedLocations"] = [_related(other, number) for number, other in enumerate(one.related, 1)]
    if waiver:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": f"{waiver.reason.strip()} ({waiver.until})"}
        ]
    return result


def _place(one: Located) -> dict[str, Any]:
    return {"artifactLocation": _file(one.file), "region": {**_region(one.span), "snippet": {"text": one.value}}}


def _related(one: RelatedPlace, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "message": {"text": sentence(one.message)},
        "physicalLocation": {"artifactLocation": _file(one.shown), "region": _region(one.span)},
    }


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _file(name: str) -> dict[str, str]:
    """The file as a relative address, or as a whole one where it lies outside the working directory."""
    if PurePosixPath(name).is_absolute():
        return {"uri": PurePosixPath(name).as_uri()}
    return {"uri": quote(name), "uriBaseId": "%SRCROOT%"}
