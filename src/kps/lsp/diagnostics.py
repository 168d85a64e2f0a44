"""Findings as an editor shows them: the same as ``kps validate`` gives, in two passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kps.checking.context import Context
from kps.checking.engine import Step, judged, judged_in, may_be_mended
from kps.checking.finding import Finding, Severity
from kps.language import Language, Message, msg
from kps.language.printable import one_line, printable
from kps.lsp.client import RELATED
from kps.lsp.live_register import LiveRegister
from kps.lsp.rule_addresses import address_of_rule
from kps.lsp.session import Place, Session
from kps.lsp.texts import OpenText
from kps.models.places import former
from kps.output.located import Located, RelatedPlace, located
from kps.output.wording import ended
from kps.register.tree import REGISTER_FILE

Diagnostic = dict[str, Any]

SOURCE = "kps"
_SEVERITIES: dict[Severity, int] = {"error": 1, "warning": 2, "hint": 3}
_WAIVED = 4
_UNNECESSARY = ("U901", "U902", "D003")
_DEPRECATED = ("A309",)
_VERSION = 1


# --- what is found ---------------------------------------------------------------------------------------------


def in_file(session: Session, place: Place) -> tuple[Finding, ...] | None:
    """The first pass: what is found in a file, by what lies round it alone; None where the whole must be judged."""
    live = session.register_of(place)
    if place.file in live.stand_ins:
        return _unreadable(session, live, place.file)
    if place.file == REGISTER_FILE:
        return None
    context = _context(session, live)
    return _told(judged_in(context, place.file), session)


def found_in(session: Session, place: Place) -> tuple[Finding, ...]:
    """What is found in a file, as it was found last since anything changed in its register.

    In kps.yaml, for which the whole must be judged, as it was found when that was done last.
    """
    if place.file == REGISTER_FILE and place.root in session.judged:
        return session.judged[place.root].get(place.file, ())
    if place not in session.found:
        live = session.register_of(place)
        found = in_file(session, place)
        if found is None:
            return in_register(session, live, lambda: None).get(place.file, ())
        session.found[place] = found
    return session.found[place]


def in_register(session: Session, live: LiveRegister, step: Step) -> Mapping[str, tuple[Finding, ...]]:
    """The second pass: what is found in each file of a register; ``step`` is called over and over meanwhile."""
    found: dict[str, list[Finding]] = {}
    for one in _told(judged(_context(session, live), step=step), session):
        found.setdefault(one.file, []).append(one)
    whole = {file: tuple(some) for file, some in found.items()}
    session.judged[live.root] = whole | {file: _unreadable(session, live, file) for file in live.stand_ins}
    return session.judged[live.root]


def _context(session: Session, live: LiveRegister) -> Context:
    together = tuple(one.register for one in session.together(live.root))
    return Context.of(live.register, session.as_of, together)


def _told(found: Iterable[Finding], session: Session) -> tuple[Finding, ...]:
    return tuple(one for one in found if may_be_mended(one, session.as_of))


def _unreadable(session: Session, live: LiveRegister, file: str) -> tuple[Finding, ...]:
    """What is told of a file that cannot be read: that, and personal data in it."""
    found = judged(Context.of(live.alone(file), session.as_of))
    return tuple(one for one in found if one.file == file and (one.code == "D001" or one.code.startswith("P")))


# --- as diagnostics --------------------------------------------------------------------------------------------


def shown(session: Session, place: Place, found: Iterable[Finding]) -> list[Diagnostic]:
    """The findings in one file as diagnostics, in the order in which they are shown elsewhere."""
    return [
        diagnostic
        for finding, diagnostic in paired(session, place, found)
        if finding.waiver is None or session.settings.show_waived
    ]


def paired(session: Session, place: Place, found: Iterable[Finding]) -> list[tuple[Finding, Diagnostic]]:
    """The findings in one file, each with its diagnostic."""
    live = session.register_of(place)
    text, language = session.text(place), session.language(live)
    trees = {one.register.label: one.tree for one in session.together(live.root)}
    places = located(found, {**trees, live.register.label: live.tree}, related=True)
    return [(one.finding, _diagnostic(session, one, text, language)) for one in places]


def _diagnostic(session: Session, one: Located, text: OpenText, language: Language) -> Diagnostic:
    finding = one.finding
    address = address_of_rule(finding.code)
    related = [_related(session, other, language) for other in one.related]
    return {
        "range": text.covered(one.span, session.client.encoding),
        "severity": _WAIVED if finding.waiver else _SEVERITIES[finding.severity],
        "code": finding.code,
        **({"codeDescription": {"href": address}} if address else {}),
        "source": SOURCE,
        "message": "\n".join(_message(finding, language)),
        **({"tags": tags} if (tags := _tags(finding)) else {}),
        **({"relatedInformation": related} if related and RELATED in session.client.can else {}),
        "data": {"v": _VERSION, "path": list(one.path)},
    }


def _tags(finding: Finding) -> list[int]:
    """Whether what stands there is not needed (1), or a thing of the past (2)."""
    is_past = finding.code in _DEPRECATED or (
        finding.code == "D004" and any(one in former() for one in finding.numbers)
    )
    return [1] * (finding.code in _UNNECESSARY) + [2] * is_past


def _related(session: Session, one: RelatedPlace, language: Language) -> dict[str, Any]:
    root = next(live.root for live in session.registers.values() if live.register.label == one.register)
    place = Place(root, one.file)
    span = session.text(place).covered(one.span, session.client.encoding)
    return {"location": {"uri": session.address(place), "range": span}, "message": sentence(one.message, language)}


def _message(finding: Finding, language: Language) -> Iterator[str]:
    """What falls short; and below it how to mend it, or the reason why it is set aside."""
    yield sentence(finding.message, language)
    if finding.waiver:
        until = msg("Waiver until {until}", until=str(finding.waiver.until)).text(language)
        yield f"{until}: {one_line(finding.waiver.reason)}"
    else:
        yield ended(sentence(finding.mend, language))


def sentence(message: Message, language: Language) -> str:
    """The message as a sentence in a language."""
    return printable(message.sentence(language))


# --- what the editor has been told -----------------------------------------------------------------------------


class Told:
    """What the editor has been told of each file, and what that rests on."""

    def __init__(self) -> None:
        self._diagnostics: dict[Path, list[Diagnostic]] = {}
        self._bases: dict[Path, object] = {}

    def knows(self, path: Path, basis: object) -> bool:
        """Whether what was told of a file rests on just this."""
        return path in self._bases and self._bases[path] == basis

    def note(self, path: Path, diagnostics: list[Diagnostic], basis: object) -> bool:
        """Note what is told of a file; whether that is other than what it was told, nothing being as an empty list."""
        before = self._diagnostics.get(path, [])
        self._bases[path] = basis
        if diagnostics:
            self._diagnostics[path] = diagnostics
        else:
            self._diagnostics.pop(path, None)
        return before != diagnostics

    def files(self, root: Path) -> tuple[Path, ...]:
        """The files below a folder that something is told of."""
        return tuple(path for path in self._diagnostics if path.is_relative_to(root))

    def forget(self) -> None:
        """Forget what it rests on: the language, or the day, is another."""
        self._bases.clear()
