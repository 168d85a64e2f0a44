"""A rule begun: ``python tests/rules/begin_rule.py A314 3d agreements/agreement.py no_revision_plan``.

Writes the function's skeleton at the end of its chapter's module, and a file of cases with what is to be filled in.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kps.checking.rule import rules
from kps.guideline import statements

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Asked:
    """What the rules of a chapter are asked of, as most of them are: the subject, and its type with its module."""

    subject: str
    name: str
    type: str
    module: str


AGREEMENT = Asked("agreements_in_force", "agreement", "Agreement", "kps.models.agreement")
COUNCIL = Asked("active_councils", "council", "Council", "kps.models.council")
MEETING = Asked("held_meetings", "meeting", "Meeting", "kps.models.meeting")
CONTACT = Asked("active_contacts", "contact", "Contact", "kps.models.contact")
EVALUATION = Asked("evaluations_judged", "evaluation", "Evaluation", "kps.models.evaluation")
RECORD = Asked("all_records", "record", "Record", "kps.models.base")
CHAPTERS = {"A": AGREEMENT, "R": COUNCIL, "M": MEETING, "K": CONTACT, "S": COUNCIL, "E": EVALUATION, "D": RECORD}

IMPORTS = """\
from collections.abc import Iterator

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.rule import rule
from kps.checking.subjects import {subject}
from kps.language import msg
from {module} import {type}
"""
FUNCTION = '''

@rule("{code}", cites="{cites}", on={subject})
def {function}({name}: {type}, context: Context) -> Iterator[Remark]:
    """The shortfall in a sentence.

    When exactly it is found.

    Mend: What to do or write, as `key: value`.
    """
    yield Remark({name}, (), msg("what falls short, and of what"))
'''
CASES = """\
fires:
  - name: what it is that falls short
    as_of: 2026-06-01
    files:
      politirad/4205-lindesnes/politirad.yaml: |
        type: politiråd
        navn: Politirådet i Lindesnes
        kommuner: ["4205"]
        status: aktivt
        opprettet: 2021-03-01
    finds:
      - {file: politirad/4205-lindesnes/politirad.yaml, at: "1:1", severity: warning, says: "what falls short"}
quiet:
  - name: what just does not fall short
    as_of: 2026-06-01
    files:
      politirad/4205-lindesnes/politirad.yaml: |
        type: politiråd
        navn: Politirådet i Lindesnes
        kommuner: ["4205"]
        status: aktivt
        opprettet: 2021-03-01
mended:
  - of: what it is that falls short
    append:
      politirad/4205-lindesnes/politirad.yaml: |
        notat: What the page tells to write.
"""


def begin(root: Path, code: str, cites: str, chapter: str, function: str) -> tuple[Path, Path]:
    """Write the skeleton and the cases below ``root``; ValueError where something of it cannot be so."""
    module = root / "src/kps/rules" / chapter
    cases = root / "tests/rules/cases" / f"{code}.yaml"
    if not re.fullmatch(f"[{''.join(CHAPTERS)}][0-9]{{3}}", code):
        raise ValueError(f"{code} is no code: one of {', '.join(CHAPTERS)}, and three digits")
    if code in rules() or cases.exists():
        raise ValueError(f"there is a rule {code}, and a code is never given a new meaning")
    if cites not in {one.id for one in statements()}:
        raise ValueError(f"the guideline has no statement {cites}; kps guideline lists them")
    if not module.is_file():
        raise ValueError(f"there is no {chapter} below src/kps/rules")
    asked = vars(CHAPTERS[code[0]])
    head, future, rest = module.read_text(encoding="utf-8").partition("from __future__ import annotations\n")
    skeleton = FUNCTION.format(code=code, cites=cites, function=function, **asked)
    module.write_text(f"{head}{future}\n{IMPORTS.format(**asked)}{rest}{skeleton}", encoding="utf-8")
    cases.write_text(CASES, encoding="utf-8")
    for command in (("check", "--quiet", "--select", "I", "--fix"), ("format", "--quiet")):
        subprocess.run((sys.executable, "-m", "ruff", *command, str(module)), cwd=ROOT, check=True)
    return module, cases


if __name__ == "__main__":
    try:
        print(*begin(ROOT, *sys.argv[1:]), sep="\n")
    except ValueError as error:
        sys.exit(str(error))
