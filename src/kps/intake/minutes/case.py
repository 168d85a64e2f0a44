"""A case of a paper: its title, its texts and what it set, from its lines and tables, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kps.intake.minutes.actions import Action, Actions
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.exempt import basis_in, marked
from kps.intake.minutes.lines import Grid, Line, Span
from kps.intake.minutes.markdown import Part, markdown, spans_of
from kps.intake.minutes.own_keys import OwnKeys
from kps.intake.minutes.people import is_name, is_role, is_unit
from kps.intake.minutes.segments import Segment, segments
from kps.intake.minutes.standing import standing_item
from kps.intake.minutes.starts import Start
from kps.language import Message, msg

_TEXTS = {"background": "saksframlegg", "discussion": "referat", "conclusion": "konklusjon"}
_OF_ACTION = ("responsible", "deadline", "step", "resources")
_TYPED = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
_LINE_OF_MARK = re.compile(
    r"(?:sak(?:en|a)?\s+er\s+|behandl\w+\s+)?(?:unn?tatt|unnat\w+|u\.?)\s*(?:fra\s+|frå\s+)?off\w*\.?[,.:;]?"
    r"(?:\s*(?:jfr?\.?|etter|i\s+medhold\s+av|med\s+heimel\s+i))*",
    re.IGNORECASE,
)
_TITLE_MARK = re.compile(r"\s*[(\[–-]\s*(?P<inner>[^()\[\]]*)[)\]]?\s*$")

BY_ITS_WORDS = msg("a standing item by the words of its title")
FIRST_SENTENCE = msg("the first sentence of the case's line is read as its title")
FIRST_LINE = msg("the number stands alone; the line that follows it is read as the title")
ONLY_THIS_PARAGRAPH = msg("what stands in the paragraph of the label; the next one is read as what was said")


@dataclass
class Case:
    """A case while it is read: ``index`` is its place among the paper's cases."""

    draft: Draft
    start: Start
    index: int
    actions: list[Action] = field(default_factory=list)
    texts: dict[str, list[Part]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    """All lines that belong to it."""
    exempt: bool = False
    basis: Span | None = None
    grids: list[Grid] = field(default_factory=list)
    """Its tables of actions, which stand there under their own heads."""
    _titled: Span | None = None
    """The title that a label of its own tells."""
    _section: str = "referat"
    _inline: str = ""
    """The text that the line's own label opened, for as long as a list may go on with it."""
    _action: Action | None = None
    _many_actions: bool = False
    _list: str = ""

    @cached_property
    def keys(self) -> OwnKeys:
        """What its own labels tell."""
        return OwnKeys(self.draft, self.path)

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where it stands in the record."""
        return ("saker", self.index)

    @property
    def title(self) -> Span | None:
        """Its title, without the mark that closes it."""
        title = self.start.title or self._titled
        if title is None or not marked(title.raw):
            return title
        found = _TITLE_MARK.search(title.raw)
        return title.within(0, found.start()) if found and marked(found["inner"]) else title

    def read(self, items: Iterable[Line | Grid]) -> None:
        """Takes what stands under its title."""
        if self.start.rest:
            self._segments(_stretch(self.start.rest))
        for item in items:
            if isinstance(item, Line):
                self.lines.append(item)
                self._line(item)
            else:
                self.lines += item.lines
                self._add(item)

    def _add(self, part: Part) -> None:
        self.texts.setdefault(self._section, []).append(part)

    def _line(self, line: Line) -> None:
        if self._mark(line) or self.keys.outcome(line):
            return
        self._segments(segments(line), line)

    def _mark(self, line: Line) -> bool:
        """A line that says nothing but that the case is exempt, by what, and why."""
        found = _LINE_OF_MARK.match(line.text) if marked(line.text) else None
        if found is None:
            return False
        basis = basis_in(line.text)
        end = basis.end() if basis and basis.start() - found.end() <= 2 else found.end()
        reason = line.span(end, len(line.text))
        if reason.raw and not re.match(r"[.,]?\s*(?:–|-|:)\s|[.,]$", line.text[end:].lstrip(" ")):
            return False
        self.draft.label(line.span(0, found.end()))
        if basis and end == basis.end():
            self.basis = self.basis or line.span(basis.start(), basis.end())
            if self.basis.line is not line:
                self.draft.label(line.span(basis.start(), basis.end()))
        if why := reason.without(".,–-:"):
            self.draft.claim((*self.path, "unntatt_offentlighet", "begrunnelse"), why.text, why)
        return True

    def _segments(self, found: Sequence[Segment], line: Line | None = None) -> None:
        if found and found[0].key in _OF_ACTION and self._action is None and line is not None:
            # It tells of no action that is there: the line stays with the rest.
            self._unlabelled([Segment("", None, line.whole)], line)
            return
        if not found or found[0].key == "":
            self._unlabelled(found, line)
        for at, one in enumerate(found, start=1):
            if one.key:
                self._labelled(one, before=found[at].key if at < len(found) else "")

    def _unlabelled(self, found: Sequence[Segment], line: Line | None) -> None:
        """What stands before any label; an action, where who is to do it or by when is told after it."""
        if not found:
            return
        lead = found[0].value
        told = found[1:] and found[1].key in ("responsible", "deadline")
        listed = line is not None and line.level > 0
        numbered = _TYPED.match(lead.raw) is not None
        if told or (self._many_actions and (listed or numbered or not self._ended(line))):
            self._begin([self._unnumbered(lead)])
        elif self._list and listed:
            self.keys.place(self._list, lead)
        else:
            self._many_actions, self._list, self._action = False, "", None
            self._section_for(listed).append(lead)

    def _unnumbered(self, lead: Span) -> Span:
        """An action without the number that was typed before it."""
        number = _TYPED.match(lead.raw)
        if number is None:
            return lead
        self.draft.label(lead.within(0, number.end()))
        return lead.within(number.end(), len(lead.raw))

    def _ended(self, line: Line | None) -> bool:
        """Whether a paragraph ends a list of actions: there are some, and it stands in no list as they do."""
        return bool(self.actions) and line is not None and line.level == 0 and self.actions[-1].what[-1].line.level > 0

    def _section_for(self, listed: bool) -> list[Part]:
        if self._inline and not listed:
            self._inline = ""
        return self.texts.setdefault(self._inline or self._section, [])

    def _begin(self, what: list[Span]) -> Action:
        self._action = Action(what=what)
        self.actions.append(self._action)
        return self._action

    def _labelled(self, one: Segment, before: str) -> None:
        if one.key in _TEXTS:
            self._text(one)
        elif one.key == "title" and self._titled is None and self.start.title is None and one.value:
            self.draft.label(*filter(None, [one.label]))
            self._titled = one.value
        elif one.key == "title" or (
            one.key == "action" and before != "responsible" and one.value and _is_whom(one.value.text)
        ):
            self._add(Span(one.value.line, one.label.start if one.label else one.value.start, one.value.end))
        elif one.key == "action":
            self.draft.label(*filter(None, [one.label]))
            self._many_actions, self._list, self._action = not one.value, "", None
            if one.value:
                self._begin([one.value])
        elif one.key in _OF_ACTION:
            self._of_action(one)
        else:
            self.draft.label(*filter(None, [one.label]))
            self._action, self._many_actions = None, False
            self._list = "" if one.value else one.key
            if one.value:
                self.keys.place(one.key, one.value)

    def _text(self, one: Segment) -> None:
        self.draft.label(*filter(None, [one.label]))
        self._many_actions, self._list, self._action, self._inline = False, "", None, ""
        key = _TEXTS[one.key]
        if not one.value:
            self._section = key
            return
        self.texts.setdefault(key, []).append(one.value)
        if one.value.raw.endswith(":"):
            self._section = key
        else:
            self._section, self._inline = "referat", key

    def _of_action(self, one: Segment) -> None:
        action = self._action
        taken = action is not None and bool({
            "responsible": action.responsible, "deadline": action.deadline, "step": action.step,
            "resources": action.resources,
        }[one.key])  # fmt: skip
        if action is None or taken or not one.value:
            # It tells of no action that is there: its words stay with the rest.
            whole = Span(one.value.line, one.label.start if one.label else one.value.start, one.value.end)
            self.texts.setdefault(self._section, []).append(whole)
            return
        self.draft.label(*filter(None, [one.label]))
        match one.key:
            case "responsible":
                action.responsible.append(one.value)
            case "deadline":
                action.deadline.append(one.value.without("."))
            case "step":
                action.step = one.value
            case _:
                action.resources.append(one.value)

    def write(self, actions: Actions, listed: Span | None) -> None:
        """All of it into the draft; ``listed`` is the title that the list of cases has."""
        self._titles(listed)
        for key, parts in self.texts.items():
            if not parts:
                continue
            remark = ONLY_THIS_PARAGRAPH if key == "konklusjon" and self._cut_short() else None
            self.draft.claim((*self.path, key), markdown(parts), *spans_of(parts), remark=remark)
        for place, action in enumerate(self.actions):
            actions.write((*self.path, "tiltak", place), action)

    def _cut_short(self) -> bool:
        """Whether prose stands right after a conclusion that was one paragraph by its label."""
        ends = [part.line for part in self.texts["konklusjon"] if isinstance(part, Span)]
        after = [part.line for part in self.texts.get("referat", []) if isinstance(part, Span)]
        if not ends or ends[-1] not in self.lines:
            return False
        at = self.lines.index(ends[-1])
        return any(line in after for line in self.lines[at + 1 : at + 2])

    def _titles(self, listed: Span | None) -> None:
        title = self.title
        whole = self.start.title or self._titled
        if title is None and listed is not None:
            title = listed
        elif title is None:
            title = self._next_line()
        elif title is not None and whole is not None and title.end < whole.end:
            self._title_mark(whole.within(title.end - whole.start, whole.end - whole.start))
        if not title:
            return
        remark = FIRST_SENTENCE if self.start.sentence else FIRST_LINE if whole is None else None
        self.draft.claim((*self.path, "tittel"), title.text, title, remark=remark)
        if standing := standing_item(title.text):
            self.draft.claim((*self.path, "fast_sak"), standing, remark=BY_ITS_WORDS)

    def _title_mark(self, mark: Span) -> None:
        basis = basis_in(mark.raw)
        if basis and self.basis is None:
            self.basis = mark.within(basis.start(), basis.end())
            self.draft.label(mark.within(0, basis.start()).without("(,–-"))
        else:
            self.draft.label(mark.without("()–-"))

    def _next_line(self) -> Span | None:
        """The first line under a number that stands alone: its title, where it stands out or is no sentence."""
        for key, parts in self.texts.items():
            first = parts[0]
            if isinstance(first, Span) and first.line in self.lines[1:2]:
                alone = first.line.stands_out or (len(first.raw) <= _TITLE and not first.raw.endswith((".", ":")))
                # In a table's cell a line alone is rather what was said.
                alone = alone and (self.start.row is None or len(parts) > 1 or bool(standing_item(first.text)))
                if alone:
                    self.texts[key] = parts[1:]
                return first if alone else None
        return None


_TITLE = 100
"""A longer line is no title."""


def _is_whom(text: str) -> bool:
    """Whether a text is somebody and nothing more: then it is no action."""
    return is_name(text) or is_role(text) or is_unit(text) or bool(re.fullmatch(r"[A-ZÆØÅ]{2,3}", text))


def _stretch(span: Span) -> list[Segment]:
    """The parts of what stands after the title on its line."""
    found = [one for one in segments(span.line) if one.key and one.label and one.label.start >= span.start]
    lead = span.line.span(span.start, found[0].label.start if found and found[0].label else span.end)
    return [*([Segment("", None, lead)] if lead else []), *found]


NO_CASE: Message = msg("which case it is of, is not told")
