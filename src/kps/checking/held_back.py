"""What is held back since a file cannot be read: findings that might not be there if it could be, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kps.checking.context import Context
from kps.checking.finding import Finding
from kps.checking.rule import Rule, rules
from kps.checking.waiving import EMPTY_WAIVERS
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.register.goals import agreements_around
from kps.register.index import Register
from kps.register.knowledge import ids_in
from kps.register.tree import REGISTER_FILE
from kps.register.unread import Unread, lies_in

REFERENCES = "D005"

OF_COUNCIL = ("R401", "K511")
"""What a council's own record answers for outside its folder; in its folder that is all but D and P."""

OF_CONTACT = ("K501", "R405")
OF_AGREEMENT = ("A301", "A313", "E701", "G103", "R422")
OF_MEETING = (
    *("M401", "M402", "M407", "M409", "M411", "M412", "M416", "M418", "M419", "M420"),
    *("R405", "R407", "R410", "R411", "R413", "R416", "R419", "R422", "R423"),
    *("E701", "E705", "E706", "G103", "G105", "D013"),
)
OF_KNOWLEDGE = ("A306", "M416", "R422")

BY_KIND: dict[str | None, tuple[str, ...]] = {
    "politikontakt": OF_CONTACT,
    "avtale": OF_AGREEMENT,
    "møte": OF_MEETING,
    "evaluering": OF_MEETING,
    "kunnskapsgrunnlag": OF_KNOWLEDGE,
    None: (*OF_MEETING, *OF_CONTACT, *OF_AGREEMENT),
}
"""What a record that cannot be read may be the answer to, by its kind; where its place tells none, that of several."""

BY_MEMBERS = ("M408", "M413", "M414", "M416")
"""What is asked of a joint meeting by the lists of members of all the councils that met."""


@dataclass(frozen=True)
class HeldBack:
    """What one file that cannot be read holds back in its register."""

    unread: Unread
    register: Register

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The rules some of whose findings are held back, whether or not there would have been any."""
        return tuple(code for code, rule in rules().items() if self._may_hold(rule))

    @property
    def councils(self) -> tuple[str, ...]:
        """The folders' names of the councils concerned; none where the file is no council's."""
        return self.unread.named

    def _may_hold(self, rule: Rule) -> bool:
        if rule.code in (REFERENCES, *EMPTY_WAIVERS):
            return True
        kind = self.unread.kind
        if kind == "register":
            return rule.waivable
        if kind == "politiråd":
            # Of the contacts and of kps.yaml itself nothing stands in a council's folder.
            elsewhere = rule.chapter in "DPXK" or rule.code == "A301"
            return rule.code in OF_COUNCIL or not elsewhere
        return rule.code in BY_KIND[kind]

    def holds(self, finding: Finding, context: Context) -> bool:
        """Whether the finding might not be there if the file could be read."""
        if finding.code not in self.codes:
            return False
        if finding.code == REFERENCES:
            return self._holds_reference(finding)
        if finding.code in EMPTY_WAIVERS and self._in_scope(finding):
            return True
        kind = self.unread.kind
        if kind == "politiråd":
            return self._holds_by_council(finding)
        if finding.code in EMPTY_WAIVERS:
            return False
        if kind == "register":
            return True
        return (
            (kind == "kunnskapsgrunnlag" and finding.code in OF_KNOWLEDGE and self._holds_by_product(finding))
            or (kind in ("politikontakt", None) and finding.code in OF_CONTACT)
            or (kind in ("avtale", None) and finding.code in OF_AGREEMENT and self._holds_by_number(finding))
            or (kind in ("møte", "evaluering", None) and finding.code in OF_MEETING and self._of(finding, context))
        )

    # --- which findings of those rules -------------------------------------------------------------------

    def _holds_reference(self, finding: Finding) -> bool:
        """Whether what is sought may stand in the file: itself by its stem, its actions; a council's names."""
        if self.unread.is_council:
            return self._in_its_folder(finding) or self._in_a_joint_meeting(finding)
        if self.unread.kind in ("avtale", None) and finding.path[-2:-1] == ("mål",) and self._holds_by_number(finding):
            return True
        sought = finding.sought.strip()
        if self.unread.kind == "kunnskapsgrunnlag":
            return sought == self.unread.stem and self._seen_by(self.register.record_in.get(finding.file))
        return sought == self.unread.stem or sought.startswith(f"{self.unread.stem}/")

    def _seen_by(self, record: Record | None) -> bool:
        """Whether a record may name the knowledge product that cannot be read: its council's own, or the register's."""
        folders = [one.origin.folder for one in self.register.councils_about(record)] if record else []
        own = [self.register.council_folder(record.origin.file)] if record else []
        return self.unread.folder is None or self.unread.folder in (*own, *folders)

    def _holds_by_product(self, finding: Finding) -> bool:
        """Whether the finding is of a record, or of a council, that names the product."""
        record = self.register.record_in.get(finding.file)
        around: list[Record] = [record] if record else []
        if isinstance(record, Council):
            around += [*self.register.all_meetings_of(record), *agreements_around(record, self.register)]
        return any(self._seen_by(one) and self.unread.stem in ids_in(one) for one in around)

    def _in_scope(self, finding: Finding) -> bool:
        """Whether the file lies in the scope of the waiver that the finding is about."""
        if finding.file == REGISTER_FILE:
            return True
        record = self.register.record_in.get(finding.file)
        return isinstance(record, Council) and lies_in(self.unread.file, record.origin.folder)

    def _holds_by_council(self, finding: Finding) -> bool:
        if finding.code == "R401":
            return self.unread.number is None or self.unread.number in finding.numbers
        return (
            finding.code in OF_COUNCIL
            or self._in_its_folder(finding)
            or (finding.code in BY_MEMBERS and self._met_with(finding))
        )

    def _in_its_folder(self, finding: Finding) -> bool:
        return self.unread.folder is not None and lies_in(finding.file, self.unread.folder)

    def _in_a_joint_meeting(self, finding: Finding) -> bool:
        record = self.register.record_in.get(finding.file)
        return isinstance(record, Meeting) and self._joint(record)

    def _joint(self, meeting: Meeting) -> bool:
        """Whether the meeting was held together with the council that cannot be read."""
        return any(name in self.councils for name in meeting.joint_with)

    def _met_with(self, finding: Finding) -> bool:
        """Whether the finding is about a meeting with the council, or about a council that had one."""
        record = self.register.record_in.get(finding.file)
        if isinstance(record, Council):
            return any(self._joint(one) or self._is_its(one) for one in self.register.all_meetings_of(record))
        return isinstance(record, Meeting) and self._joint(record)

    def _is_its(self, meeting: Meeting) -> bool:
        return self.unread.folder is not None and lies_in(meeting.origin.file, self.unread.folder)

    def _holds_by_number(self, finding: Finding) -> bool:
        """Whether the finding is about a municipality that the agreement may be with."""
        numbers = self._numbers
        if numbers is None:
            # Another agreement in force answers for the evaluation of its municipalities' cooperation.
            return finding.code != "E701" or not isinstance(self.register.record_in.get(finding.file), Agreement)
        return not finding.numbers or not numbers.isdisjoint(finding.numbers)

    @cached_property
    def _numbers(self) -> frozenset[str] | None:
        """The municipalities of the agreement's council; None where it may be with any."""
        if self.unread.folder is None:
            return None
        council = next((one for one in self.register.councils if one.origin.folder == self.unread.folder), None)
        if council:
            return frozenset(council.numbers)
        return frozenset({self.unread.number}) if self.unread.number else None

    def _of(self, finding: Finding, context: Context) -> bool:
        """Whether the finding is of one of the councils concerned."""
        return any(folder in self.unread.councils for folder in _councils(finding, context))


def _councils(finding: Finding, context: Context) -> Iterator[str]:
    """The folders of the councils that a finding is of: those that met, that share an agreement, or its own."""
    record: Record | None = context.register.record_in.get(finding.file)
    if isinstance(record, Agreement):
        yield from (one.origin.folder for one in context.councils_sharing(record))
    elif record:
        yield from (one.origin.folder for one in context.register.councils_about(record))


def held_back(register: Register) -> tuple[HeldBack, ...]:
    """What each file that cannot be read holds back, by file."""
    return tuple(HeldBack(one, register) for one in register.unread)


def standing(found: tuple[Finding, ...], context: Context) -> tuple[Finding, ...]:
    """The findings but for those held back."""
    held = held_back(context.register)
    return tuple(one for one in found if not any(by.holds(one, context) for by in held)) if held else found
