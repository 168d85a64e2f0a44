"""A case of a paper: its title, its texts and what it set, from its lines and tables, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kps.intake.minutes.action_lines import ActionLines
from kps.intake.minutes.actions import OF_ACTION, Action, Actions
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
    _list: str = ""

    @cached_property
    def acting(self) -> ActionLines:
        """The actions that its lines tell."""
        return ActionLines(self.draft)

    @property
    def actions(self) -> list[Action]:
        """What it set."""
        return self.acting.actions

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

    def read_rest(self) -> None:
        """Takes what stands on the title's own line, after the title."""
        if self.start.rest:
            self._segments(_stretch(self.start.rest))

    def read(self, items: Iterable[Line | Grid]) -> None:
        """Takes what stands under its title."""
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
        below = line is not None and bool(found) and found[0].key in OF_ACTION
        if below and line is not None and not self.acting.open:
            # It tells of no action that is there: the line stays with the rest.
            self._unlabelled([Segment("", None, line.whole)], line)
            return
        if not found or found[0].key == "":
            self._unlabelled(found, line)
        for at, one in enumerate(found, start=1):
            if one.key in OF_ACTION:
                self._of_action(one, below=below)
            elif one.key:
                self._labelled(one, before=found[at].key if at < len(found) else "")

    def _unlabelled(self, found: Sequence[Segment], line: Line | None) -> None:
        """What stands before any label; an action, where who is to do it or by when is told after it."""
        if not found:
            return
        lead = found[0].value
        listed = line is not None and line.level > 0
        if (found[1:] and found[1].key in ("responsible", "deadline")) or self.acting.goes_on(lead, line):
            self.acting.begin(lead)
        elif self._list and listed:
            self.keys.place(self._list, lead)
        else:
            self.acting.end()
            self._list = ""
            self._section_for(listed).append(lead)

    def _section_for(self, listed: bool) -> list[Part]:
        if self._inline and not listed:
            self._inline = ""
        return self.texts.setdefault(self._inline or self._section, [])

    def _labelled(self, one: Segment, before: str) -> None:
        if one.key in _TEXTS:
            self._text(one)
        elif one.key == "title" and self._titled is None and self.start.title is None and one.value:
            self.draft.label(*filter(None, [one.label]))
            self._titled = one.value
        elif one.key == "title" or (
            one.key == "action" and before != "responsible" and one.value and _is_whom(one.value.text)
        ):
            self._add(one.whole)
        else:
            self.draft.label(*filter(None, [one.label]))
            self._opened(one)

    def _opened(self, one: Segment) -> None:
        """A label of actions, or of the case's own keys: what it tells, and what a list below it goes on with."""
        self._list = "" if one.value or one.key == "action" else one.key
        if one.key != "action":
            self.acting.end()
            if one.value:
                self.keys.place(one.key, one.value)
        elif one.value:
            self.acting.listing = False
            self.acting.begin(one.value)
        else:
            self.acting.open_list()

    def _text(self, one: Segment) -> None:
        self.draft.label(*filter(None, [one.label]))
        self.acting.end()
        self._list, self._inline = "", ""
        key = _TEXTS[one.key]
        if not one.value:
            self._section = key
            return
        self.texts.setdefault(key, []).append(one.value)
        if one.value.raw.endswith(":"):
            self._section = key
        else:
            self._section, self._inline = "referat", key

    def _of_action(self, one: Segment, *, below: bool) -> None:
        if not self.acting.tell(one, below=below):
            self._add(one.whole)  # it tells of no action that is there: its words stay with the rest

    def write(self, actions: Actions) -> None:
        """Its texts and its actions into the draft."""
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

    def write_title(self, listed: Span | None) -> bool:
        """Its title into the draft; False where it has none. ``listed`` is the one that the list of cases has."""
        title = self.title
        whole = self.start.title or self._titled
        if title is None and listed is not None:
            title = listed
        elif title is None:
            title = self._next_line()
        elif title is not None and whole is not None and title.end < whole.end:
            self._title_mark(whole.within(title.end - whole.start, whole.end - whole.start))
        if not title:
            return False
        remark = FIRST_SENTENCE if self.start.sentence else FIRST_LINE if whole is None else None
        self.draft.claim((*self.path, "tittel"), title.text, title, remark=remark)
        if standing := standing_item(title.text):
            self.draft.claim((*self.path, "fast_sak"), standing, remark=BY_ITS_WORDS)
        return True

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
                alone = alone and (not self.start.rows or len(parts) > 1 or bool(standing_item(first.text)))
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
