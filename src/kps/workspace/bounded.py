"""A register's own templates and layout, worked out apart and within bounds: anybody may have sent them.

A template's sandbox, and a layout's root, keep it from reaching anything but what it is given; this keeps it from
taking all the time, the memory or the disk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kps.documents.render import TOO_LONG, Wording
from kps.documents.templates import TemplateFault
from kps.formats.extras import Missing
from kps.formats.typesetting import NotSet, Sheets, typeset
from kps.language import Message, msg
from kps.workspace.apart import Apart, bounds

SECONDS = 5
"""How long a template or a layout may be worked on; a paper takes some hundredths, a long one's pages half a second."""
MEMORY = 256 * 1024 * 1024
LONGEST = 2_000_000
"""Signs in a document; a long one has a tenth of it."""

SETTING_MEMORY = 768 * 1024 * 1024
LARGEST = 100_000_000
"""Bytes in a PDF."""
_TOO_MUCH = msg("this takes more time or memory than a document may; is something repeated far too often?")


def wording(own: Mapping[str, str]) -> Wording:
    """The wording of a register with these templates of its own, by file; kps's own need no bounds."""
    return BoundedWording(own) if own else _PACKAGED


_PACKAGED = Wording({})
"""kps's own templates, each taken apart once for all registers that have none of their own."""


@dataclass(frozen=True)
class BoundedWording(Wording):
    """The templates of a register, worked out apart."""

    @cached_property
    def _apart(self) -> Apart:
        return Apart(_Wording(Wording(dict(self.own)), SECONDS))

    def render(self, view: Any, template: str, *, public: bool = False) -> str:
        """The paper in Markdown, as ``Wording`` has it. TemplateFault, too, for what goes beyond the bounds."""
        told = self._apart.answer(view, template, public)
        if told is None:
            raise TemplateFault(_first(self.own, template), 1, TOO_LONG)
        answer = json.loads(told)
        if "text" in answer:
            return str(answer["text"])
        file, line, msgid, values = answer["fault"]
        raise TemplateFault(file, line, Message(msgid, values))


def _first(own: Mapping[str, str], template: str) -> str:
    """The register's own file that a template's name leads to first, else any of them."""
    name = template.rpartition("/")[2]
    return next((file for file in own if file.endswith(f"/{name}")), next(iter(own)))


@dataclass(frozen=True)
class _Wording:
    """What the process does with a view: it puts it into words."""

    wording: Wording
    seconds: int

    def __call__(self, view: Any, template: str, public: bool) -> bytes:
        return json.dumps(self._answer(view, template, public)).encode()

    def _answer(self, view: Any, template: str, public: bool) -> dict[str, object]:
        try:
            with bounds(self.seconds, MEMORY):
                text = self.wording.render(view, template, public=public)
        except TemplateFault as fault:
            values = {name: str(value) for name, value in fault.reason.values.items()}
            return {"fault": (fault.file, fault.line, fault.reason.msgid, values)}
        if len(text) > LONGEST:
            reason = msg("the document would have more than {most} signs", most=LONGEST)
            return {"fault": (_first(self.wording.own, template), 1, reason.msgid, reason.values)}
        return {"text": text}


# --- a layout of the register's own ----------------------------------------------------------------------------------


class BoundedTypesetter:
    """Sets pages by a layout that stands in ``file``, apart. TemplateFault for one that cannot be used."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._apart = Apart(_Setting(SECONDS))

    def __call__(self, sheets: Sheets) -> bytes:
        """The PDF. Raises Missing and NotSet as ``typeset`` does, and TemplateFault for what goes beyond the bounds."""
        told = self._apart.answer(sheets)
        if not told:
            raise TemplateFault(self._file, 1, _TOO_MUCH)
        if not told.startswith(b"{"):
            return told
        answer = json.loads(told)
        if "missing" in answer:
            raise Missing("pdf")
        raise NotSet(*answer["fault"])


_TOO_FAR = b""


@dataclass(frozen=True)
class _Setting:
    """What the process does with sheets: it sets them, and nothing of it reaches the net or the screen."""

    seconds: int

    def __call__(self, sheets: Sheets) -> bytes:
        _shut()
        try:
            with bounds(self.seconds, SETTING_MEMORY):
                made = typeset(sheets)
        except Missing:
            return b'{"missing": true}'
        except NotSet as fault:
            return json.dumps({"fault": (fault.line, fault.reason)}).encode()
        except TimeoutError:  # it came to its end between the bound and the system's
            return _TOO_FAR
        return made if len(made) <= LARGEST else _TOO_FAR


_NOWHERE = "http://127.0.0.1:9"
"""An address of this machine where nobody answers."""


def _shut() -> None:
    """Let a layout fetch no package, which typst would from the net, and nothing be said where it is ended."""
    for name in ("https_proxy", "http_proxy", "all_proxy"):
        os.environ[name] = os.environ[name.upper()] = _NOWHERE
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = ""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
