"""What the editor offers to do about a finding: mend it, explain why it stays; and mend all that is safe to mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kps.checking.finding import Finding
from kps.checking.rule import rules
from kps.fixes.change import Change, as_text, changes
from kps.fixes.mending import mended
from kps.fixes.mending import sealed as sealed_minutes
from kps.fixes.moves import followed
from kps.language import Language, msg
from kps.lsp import diagnostics
from kps.lsp.capabilities import FIX_ALL, QUICK_FIX, REWRITE
from kps.lsp.diagnostics import Diagnostic
from kps.lsp.edits import WorkspaceEdit, differing, workspace_edit
from kps.lsp.parameters import Params
from kps.lsp.session import Place, Session
from kps.lsp.take_up import take_up
from kps.models.date_arithmetic import months_after
from kps.register.tree import bytes_in
from kps.source.edits import splices
from kps.source.intentions import Append
from kps.source.splices import Splice, Unplaced

CodeAction = dict[str, Any]

_SEALED = "D010"
_TWELVE = 12


def code_actions(session: Session, params: Params) -> list[CodeAction]:
    """What can be done about what stands in a range of a file."""
    place = session.place(params["textDocument"]["uri"])
    if place is None:
        return []
    context = params.get("context") or {}
    only = context.get("only")
    found = diagnostics.found_in(session, place)
    made: list[CodeAction] = []
    if _wanted(QUICK_FIX, only):
        asked = _asked(diagnostics.paired(session, place, found), params["range"], context.get("diagnostics") or ())
        sealed = any(one.code == _SEALED for one in found)
        for finding, diagnostic in asked:
            made += _quick_fixes(session, place, finding, diagnostic, sealed=sealed)
    if _wanted(REWRITE, only):
        made += take_up(session, place)
    if only and _wanted(FIX_ALL, only):
        made += _fix_all(session, place)
    return made


def _wanted(kind: str, only: Iterable[str] | None) -> bool:
    """Whether a kind of action is asked for: by its name, or one above it; all are where nothing is named."""
    return not only or any(kind == one or kind.startswith(f"{one}.") or not one for one in only)


def _asked(
    pairs: Iterable[tuple[Finding, Diagnostic]], span: Mapping[str, Any], given: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[Finding, Diagnostic]]:
    """The findings that are asked about: those whose diagnostics are given, else those that touch the range."""
    wanted = [(one.get("code"), one.get("range")) for one in given]
    for finding, diagnostic in pairs:
        if (diagnostic["code"], diagnostic["range"]) in wanted if wanted else _touch(diagnostic["range"], span):
            yield finding, diagnostic


def _touch(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return _order(one["start"]) <= _order(other["end"]) and _order(other["start"]) <= _order(one["end"])


def _order(position: Mapping[str, Any]) -> tuple[int, int]:
    return int(position["line"]), int(position["character"])


def _quick_fixes(
    session: Session, place: Place, finding: Finding, diagnostic: Diagnostic, *, sealed: bool
) -> Iterator[CodeAction]:
    language = session.language(session.register_of(place))
    if finding.waiver:
        return
    offers = [] if sealed else list(_offers(session, place, finding))
    for change in offers:
        yield {
            "title": _title(change, language),
            "kind": QUICK_FIX,
            "diagnostics": [diagnostic],
            **({"isPreferred": True} if change.safe and len(offers) == 1 else {}),
            "edit": _edit(session, place, change),
        }
    if finding.code in rules() and rules()[finding.code].waivable:
        yield from _explained(session, place, finding, diagnostic, language)


def _offers(session: Session, place: Place, finding: Finding) -> Iterator[Change]:
    """The changes that this editor can make: those of texts, and of files' names where it can give those."""
    live = session.register_of(place)
    for change in changes(finding, bytes_in(live.tree, place.file)):
        if not change.move_to:
            if change.splices:
                yield change
        elif session.client.renames and (whole := followed(change, live.register, live.tree)):
            minutes = set(sealed_minutes(live.register))
            if not minutes & {file for file, _ in (*whole.in_files, *whole.moves)}:
                yield whole


def _edit(session: Session, place: Place, change: Change) -> WorkspaceEdit:
    """The edit that makes a change; files get their names after what is written in them."""
    if not change.moves:
        return workspace_edit(session, [(place, change.splices)])
    written = [(Place(place.root, file), some) for file, some in change.elsewhere]
    moved = [(Place(place.root, file), Place(place.root, to)) for file, to in change.moves]
    return workspace_edit(session, written, moved)


def _title(change: Change, language: Language) -> str:
    title = change.title if change.safe else msg("{mend} (look it over)", mend=change.title)
    return title.sentence(language)


def _explained(
    session: Session, place: Place, finding: Finding, diagnostic: Diagnostic, language: Language
) -> Iterator[CodeAction]:
    """A waiver for the finding, whose reason is yet to be written."""
    until = months_after(session.as_of, _TWELVE)
    waiver = f'{{regel: {finding.code}, begrunnelse: "", til: {until}}}'
    try:
        made = splices(session.text(place).body, Append(("unntak",), waiver))
    except Unplaced:
        return
    yield {
        "title": msg("explain why (waiver for {code})", code=finding.code).sentence(language),
        "kind": QUICK_FIX,
        "diagnostics": [diagnostic],
        "edit": workspace_edit(session, [(place, made)]),
    }


def _fix_all(session: Session, place: Place) -> Iterator[CodeAction]:
    """All that is safe to mend in the file, as ``kps fix --write`` would write it."""
    live = session.register_of(place)
    result = mended(live.tree, session.as_of, lambda one: one.file == place.file)
    if place.file in result.files:
        made: tuple[Splice, ...] = tuple(differing(session.text(place).body, as_text(result.files[place.file])))
        yield {
            "title": msg("mend all that is safe to mend").sentence(session.language(live)),
            "kind": FIX_ALL,
            "edit": workspace_edit(session, [(place, made)]),
        }
