"""The actions of a case while its lines are read: which was begun last, and what a line below it is said of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kps.intake.minutes.actions import Action
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.lines import Line, Span
from kps.intake.minutes.segments import Segment
from kps.language import msg

_TYPED = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
SEVERAL_ABOVE = msg("it stands below several actions, and does not say which of them it is of")


@dataclass
class ActionLines:
    """The actions that lines tell, and what they tell of each."""

    draft: Draft
    actions: list[Action] = field(default_factory=list)
    listing: bool = False
    """Whether a label has opened a list of them."""
    _current: Action | None = None
    _together: list[Action] = field(default_factory=list)
    """Those that stand below one another, with nothing between but what is told of them."""

    @property
    def open(self) -> bool:
        """Whether a line may tell of the action before it."""
        return self._current is not None

    def open_list(self) -> None:
        """That a label stands alone: what follows it are actions."""
        self.end()
        self.listing = True

    def begin(self, what: Span) -> None:
        """An action, without the number that was typed before it."""
        number = _TYPED.match(what.raw)
        if number:
            self.draft.label(what.within(0, number.end()))
            what = what.within(number.end(), len(what.raw))
        self._current = Action([what])
        self._together.append(self._current)
        self.actions.append(self._current)

    def end(self) -> None:
        """That something else stands there."""
        self.listing, self._current, self._together = False, None, []

    def goes_on(self, lead: Span, line: Line | None) -> bool:
        """Whether what has no label is one more action of the list that a label has opened."""
        if not self.listing:
            return False
        listed = line is not None and line.level > 0
        return listed or _TYPED.match(lead.raw) is not None or not self._ended(line)

    def _ended(self, line: Line | None) -> bool:
        """Whether a paragraph ends a list of actions: there are some, and it stands in no list as they do."""
        return bool(self.actions) and line is not None and line.level == 0 and self.actions[-1].what[-1].line.level > 0

    def tell(self, one: Segment, *, below: bool) -> bool:
        """Who, by when and the like, of the action before it; False where it is of none.

        ``below``: it stands on a line of its own, which may be of all the actions above.
        """
        action = self._current
        if action is None or one.key in action.told or not one.value:
            return False
        if below and self._may_be_of_more(one):
            self.draft.unplaced(SEVERAL_ABOVE, one.whole)
            return True
        self.draft.label(*filter(None, [one.label]))
        action.told[one.key] = [one.value.without(".") if one.key == "deadline" else one.value]
        action.below = action.below or below
        return True

    def _may_be_of_more(self, one: Segment) -> bool:
        """Whether an action above the last one has nothing of the kind yet: then it may be of both."""
        before = self._together[:-1]
        if one.value.line.level > self._together[-1].what[-1].line.level:
            return False  # a point below the last one's own
        return any(one.key not in other.told and not other.below for other in before)
