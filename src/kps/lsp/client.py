"""What the editor said of itself, and what its user set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kps.language import LANGUAGES, Language
from kps.lsp import positions
from kps.lsp.positions import Encoding


@dataclass(frozen=True, slots=True)
class Client:
    """What the editor can do beyond the least, and how it counts characters."""

    encoding: Encoding = positions.DEFAULT
    locale: Language | None = None
    folders: tuple[str, ...] = ()
    process: int | None = None
    can: frozenset[str] = frozenset()
    """The capabilities that are asked for here, by their place in ``initialize``, as far as they are true."""

    @property
    def renames(self) -> bool:
        """Whether it gives files other names, as a part of an edit."""
        return self.can >= {RENAMING, VERSIONED_EDITS}

    @classmethod
    def of(cls, params: Mapping[str, Any]) -> Client:
        """The editor that these params of ``initialize`` come from."""
        capabilities = params.get("capabilities")
        process = params.get("processId")
        return cls(
            positions.chosen(_at(capabilities, "general.positionEncodings")),
            _language(params.get("locale")),
            _folders(params),
            process if isinstance(process, int) else None,
            frozenset(one for one in _ASKED if _at(capabilities, one) is True) | _listed(capabilities),
        )


_SNIPPETS = "textDocument.completion.completionItem.snippetSupport"
_ASKED = (
    SNIPPETS := _SNIPPETS,
    LINKS := "textDocument.definition.linkSupport",
    NESTED_SYMBOLS := "textDocument.documentSymbol.hierarchicalDocumentSymbolSupport",
    VERSIONED_EDITS := "workspace.workspaceEdit.documentChanges",
    CONFIGURATION := "workspace.configuration",
    WATCHING := "workspace.didChangeWatchedFiles.dynamicRegistration",
    PROGRESS := "window.workDoneProgress",
    SHOWING := "window.showDocument.support",
    RELATED := "textDocument.publishDiagnostics.relatedInformation",
)
MARKDOWN = "textDocument.hover.contentFormat: markdown"
RENAMING = "workspace.workspaceEdit.resourceOperations: rename"
CREATING = "workspace.workspaceEdit.resourceOperations: create"
INSERT_MODE = "textDocument.completion.completionItem.insertTextModeSupport.valueSet: 1"


def _listed(capabilities: object) -> frozenset[str]:
    """The capabilities that stand in a list."""
    asked = (MARKDOWN, RENAMING, CREATING, INSERT_MODE)
    found = (one.split(": ") for one in asked)
    return frozenset(f"{place}: {name}" for place, name in found if name in map(str, _at(capabilities, place) or ()))


def _at(value: object, place: str) -> Any:
    """What stands at a place in a mapping of mappings; None where nothing does."""
    for part in place.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _folders(params: Mapping[str, Any]) -> tuple[str, ...]:
    listed = params.get("workspaceFolders")
    if isinstance(listed, list):
        return tuple(uri for one in listed if isinstance(uri := _at(one, "uri"), str))
    root = params.get("rootUri")
    return (root,) if isinstance(root, str) else ()


def _language(text: object) -> Language | None:
    short = text[:2].lower() if isinstance(text, str) else ""
    return next((one for one in LANGUAGES if one == ("nb" if short == "no" else short)), None)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user set for kps in the editor; ``as_of`` is a day to look back from, None being today."""

    language: Language | None = None
    as_of: date | None = None
    show_waived: bool = True
    inlay_hints: bool = True

    def with_(self, given: object) -> Settings:
        """The settings with those given; what is unknown, or no such value, is passed over."""
        if not isinstance(given, Mapping):
            return self
        changed: dict[str, Any] = {}
        if "language" in given:
            changed["language"] = next((one for one in LANGUAGES if one == given["language"]), None)
        if "asOf" in given:
            changed["as_of"] = _day(given["asOf"])
        for name, key in (("show_waived", "showWaived"), ("inlay_hints", "inlayHints")):
            if isinstance(given.get(key), bool):
                changed[name] = given[key]
        return replace(self, **changed)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
