"""D014 and D015: copies of records, and records under a name that nobody reads."""

from __future__ import annotations

from collections.abc import Iterator

from kps.checking.context import Context
from kps.checking.finding import Remark, Severity
from kps.checking.rule import rule
from kps.checking.subjects import the_register
from kps.language import Message, msg, msgn
from kps.register.copies import Copy
from kps.register.index import Register
from kps.source.text import START


@rule("D014", on=the_register, timeless=True)
def copy_of_a_record(register: Register, context: Context) -> Iterator[Remark]:
    """A copy of a record.

    A file beside X.yaml or X.yml that is named as Explorer, Finder and the programs that keep folders in step name
    their copies: X (1).yaml, X - Kopi.yaml, Kopi av X.yaml, X kopi.yaml, X (... conflicted copy ...).yaml,
    X.sync-conflict-....yaml, or X- and the name of a machine in capital letters. It is not read as a record and
    counts in no figure: X does. A warning where no key of the two differs.

    Mend: Take over into the record what is right in its copy, and delete the copy. If it is a record of its own, give
    it a name of its own.
    """
    for copy in register.copies:
        severity: Severity = "warning" if copy.differing == 0 else "error"
        yield Remark(copy.file, (), _copied(copy), severity=severity, span=START)


def _copied(copy: Copy) -> Message:
    original = _name(copy.original)
    if copy.differing is None:
        return msg(
            "this is a copy of {original}, and is not read as a record; one of the two cannot be read, so that nobody "
            "can tell what differs",
            original=original,
        )
    if copy.differing == 0:
        return msg(
            "this is a copy of {original}, and is not read as a record; nothing in it differs: delete it",
            original=original,
        )
    return msgn(
        "this is a copy of {original}, and is not read as a record; {n} key differs: take over into {original} what is "
        "right here, and delete the copy",
        "this is a copy of {original}, and is not read as a record; {n} keys differ: take over into {original} what is "
        "right here, and delete the copy",
        copy.differing,
        original=original,
    )


@rule("D015", on=the_register, severity="warning", timeless=True)
def record_nobody_reads(register: Register, context: Context) -> Iterator[Remark]:
    """A record that nobody reads.

    A file that would be read as a record but for its name: X.yaml.txt (Notepad puts .txt after a name without
    showing it), X.yml.txt, X.yaml~ or X.yaml.bak, in letters of any case; or kps.yaml in capital letters or as
    kps.yml, since it is looked for as it is spelt. Nothing that stands in it counts.

    Mend: Give the file the name that is proposed. If there is such a file already, take over into that one what is
    right here, and delete this one.
    """
    for file, name in register.strays.items():
        yield Remark(file, (), _unread(_name(name), taken=register.surroundings.has_file(name)), span=START)


def _unread(name: str, *, taken: bool) -> Message:
    if taken:
        return msg(
            "nobody reads this file, for its name; {name} is there already: take over into it what is right here, and "
            "delete this file",
            name=name,
        )
    return msg("nobody reads this file, for its name: call it {name}", name=name)


def _name(file: str) -> str:
    return file.rpartition("/")[2]
