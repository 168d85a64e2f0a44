"""A rule's cases: small registers that must and must not raise it; test, documentation and example in one.

A case file is ``CODE.yaml``, a list under each of two keys::

    fires:
      - name: no plan for the revision
        as_of: 2026-06-01
        files:
          politirad/4205-lindesnes/avtale-2023.yaml: |
            type: avtale
            ...
        finds:
          - {file: politirad/4205-lindesnes/avtale-2023.yaml, at: "1:1", severity: warning}
    quiet:
      - name: ...
    mended:
      - of: no plan for the revision
        append:
          politirad/4205-lindesnes/avtale-2023.yaml: |
            revisjon: {måneder: 24, ansvarlig: Siv Aas}

``mended`` does by hand what the rule's page tells readers to do about a case that fires. Each entry changes that
case's files: ``append`` adds text to the end of one, ``replace`` puts words for words (each stands there just once),
``files`` gives whole texts (``null`` takes a file away); ``name`` tells one way from another, ``as_of`` another day.

Without a ``kps.yaml`` among the files a small register of Agder is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kps.checking.engine import CRASH, WAIVERS, check
from kps.checking.finding import Finding
from kps.checking.rule import Rule
from kps.language.private import masked
from kps.register.memory import Texts
from kps.register.reading import load
from kps.resources import bytes_in
from kps.source import locate, read

REGISTER = """\
type: register
navn: Kommune- og politisamarbeid i Agder
politidistrikt: Agder
kommuner: ["4205"]
gjelder_fra: 2020-01-01
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as a case states it: the file, the line and column, the severity, and words of the message."""

    file: str
    at: str
    severity: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A small register on a day, and just what the rule finds in it."""

    code: str
    name: str
    as_of: date
    files: dict[str, str]
    finds: tuple[Found, ...]
    written: tuple[str, ...]
    """The files that the case itself gives; the small register where it gives none."""

    def run(self, rule: Rule) -> tuple[Finding, ...]:
        """What the rule finds, it alone being asked; those about waivers speak of what all the others found."""
        asked = None if rule.chapter == WAIVERS else [rule]
        found = check([load(Texts(self.files))], self.as_of, asked)
        return tuple(finding for finding in found if finding.code in (rule.code, CRASH))

    def shown(self, finding: Finding) -> Found:
        """A finding in the form that cases are stated in, with its whole message."""
        span = finding.span or locate(self.files[finding.file]).place(finding.path, finding.on)
        return Found(masked(finding.file), f"{span.line}:{span.column}", finding.severity, finding.message.text("en"))


@dataclass(frozen=True, slots=True)
class Mended:
    """A case that fires, after what the rule's page tells to do was done."""

    name: str
    before: Case
    after: Case

    @property
    def changed(self) -> dict[str, str]:
        """The files that the mend wrote or wrote to, with their texts after it."""
        before = self.before.files
        return {file: text for file, text in self.after.files.items() if before.get(file) != text}

    @property
    def removed(self) -> tuple[str, ...]:
        """The files that the mend took away."""
        return tuple(file for file in self.before.files if file not in self.after.files)


def cases(code: str) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """The cases of a rule that fire, and those that just do not; OSError where it has no case file."""
    written = _written(code)
    fires = tuple(_case(code, one) for one in written["fires"])
    quiet = tuple(_case(code, one) for one in written["quiet"])
    return fires, quiet


def mends(code: str) -> tuple[Mended, ...]:
    """How cases of a rule that fire are mended; OSError where it has no case file."""
    fires = {case.name: case for case in cases(code)[0]}
    return tuple(_mended(fires[one["of"]], one) for one in _written(code).get("mended", ()))


def _written(code: str) -> Any:
    return read(bytes_in("cases", f"{code}.yaml")).value


def _case(code: str, written: Any) -> Case:
    given = written.get("files") or {}
    files = {"kps.yaml": REGISTER} | given
    finds = tuple(Found(**one) for one in written.get("finds", ()))
    as_of = date.fromisoformat(written["as_of"])
    return Case(code, written["name"], as_of, files, finds, tuple(given) or tuple(files))


def _mended(case: Case, written: Any) -> Mended:
    files = dict(case.files)
    for file, edits in (written.get("replace") or {}).items():
        for old, new in edits:
            if files[file].count(old) != 1:
                raise ValueError(f"{case.code}, {case.name}: “{old}” stands {files[file].count(old)} times in {file}")
            files[file] = files[file].replace(old, new)
    for file, text in (written.get("append") or {}).items():
        files[file] += text
    for file, text in (written.get("files") or {}).items():
        if text is None:
            del files[file]
        else:
            files[file] = text
    as_of = date.fromisoformat(written["as_of"]) if "as_of" in written else case.as_of
    name = ": ".join(part for part in (case.name, written.get("name", "")) if part)
    return Mended(name, replace(case, as_of=as_of), replace(case, as_of=as_of, files=files, finds=()))
