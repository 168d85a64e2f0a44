"""Findings as build servers want them: GitHub's annotations, GitLab's code quality, JUnit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from kps.checking.finding import Severity
from kps.language.for_programs import as_document
from kps.language.printable import printable
from kps.output.fingerprint import fingerprints
from kps.output.located import Located
from kps.output.outcome import Outcome
from kps.output.wording import severity_word, told

_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "hint": "notice"}
_GITLAB: dict[Severity, str] = {"error": "major", "warning": "minor", "hint": "info"}


def as_github(outcome: Outcome) -> str:
    """Workflow commands, a line each, that GitHub shows beside the changed lines."""
    return "".join(_annotation(one) for one in outcome.shown)


def _annotation(one: Located) -> str:
    span = one.span
    places = {"file": printable(one.file), "line": span.line, "endLine": span.end_line, "title": one.finding.code}
    if span.line == span.end_line:
        places |= {"col": span.column, "endColumn": span.end_column}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in places.items())
    return f"::{_GITHUB[one.finding.severity]} {properties}::{_escaped(told(one))}\n"


def _escaped(text: str, also: str = "") -> str:
    for sign in "%\r\n" + also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def as_gitlab(outcome: Outcome) -> str:
    """A code quality report."""
    named = zip(outcome.findings, fingerprints(outcome.findings), strict=True)
    issues = [_issue(one, name) for one, name in named if outcome.shows(one)]
    return as_document(issues)


def _issue(one: Located, fingerprint: str) -> dict[str, Any]:
    return {
        "description": told(one),
        "check_name": one.finding.code,
        "fingerprint": fingerprint,
        "severity": _GITLAB[one.finding.severity],
        "location": {"path": one.file, "lines": {"begin": one.span.line, "end": one.span.end_line}},
    }


def as_junit(outcome: Outcome) -> str:
    """A JUnit report: a suite a file, a case a finding, and one passing case where nothing is found.

    What the run does not fail for (``--fail-on``, waivers) passes, with its words beside.
    """
    by_file: dict[str, list[Located]] = defaultdict(list)
    for one in outcome.shown:
        by_file[printable(one.file)].append(one)
    root = ElementTree.Element("testsuites", _counts(outcome, "kps", outcome.shown))
    for file, found in by_file.items():
        suite = ElementTree.SubElement(root, "testsuite", _counts(outcome, file, found))
        suite.extend(_case(one, file, fails=outcome.fails(one)) for one in found)
    if not by_file:
        suite = ElementTree.SubElement(root, "testsuite", name="kps", tests="1", failures="0")
        ElementTree.SubElement(suite, "testcase", name="kps validate", classname="kps")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _counts(outcome: Outcome, name: str, found: Sequence[Located]) -> dict[str, str]:
    return {"name": name, "tests": str(len(found)), "failures": str(sum(map(outcome.fails, found)))}


def _case(one: Located, file: str, *, fails: bool) -> ElementTree.Element:
    place = f"{one.span.line}:{one.span.column}"
    case = ElementTree.Element("testcase", name=f"{one.finding.code} {place}", classname=file)
    words = f"{severity_word(one.finding.severity)} {told(one)}"
    if fails:
        ElementTree.SubElement(case, "failure", type=one.finding.severity, message=words).text = f"{file}:{place}"
    else:
        ElementTree.SubElement(case, "system-out").text = f"{file}:{place}: {words}"
    return case
