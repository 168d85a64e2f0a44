"""Who may see what of a record's items: those in the council all, the public what its papers show (P004)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kps.documents.followups import exempt_bases, meetings_of
from kps.documents.withholding import Withheld, refuse_doubtful, refuse_exempt
from kps.language import in_language
from kps.models.base import Record, walk
from kps.models.council import Council
from kps.models.exemption import EXEMPT, Exemption
from kps.models.knowledge import Knowledge
from kps.models.meeting import Attachment, Item, Meeting
from kps.models.shared import WrittenBasis
from kps.models.vocabulary import term
from kps.register.actions import actions_of, same_action
from kps.register.attendance import closed_guests
from kps.register.index import Register
from kps.register.knowledge import products_seen_by
from kps.register.nearby import Nearby
from kps.search.hits import Hit
from kps.search.markdown import MARKDOWN, named_markdown
from kps.search.sections import CASES, FILE, Section, Text, files_in
from kps.source import Path

_NEVER = frozenset(("notat", "unntak", "lenke", "telefon", "epost", "fullmakt", EXEMPT))
"""Keys whose values no public paper shows."""
_CANCELLED = ("avlysning", "grunn")
_BANK = "saksbank"
_NUMBER = ("nr",)
_TITLE = (EXEMPT, "offentlig_tittel")


_NONE: frozenset[str] = frozenset()


class Everything:
    """What those in the council may see."""

    doubtful: Sequence[str] = ()

    def of(self, file: str, found: tuple[Section, ...]) -> tuple[Section, ...]:
        """All of it."""
        return found

    def permits(self, hit: Hit) -> bool:
        """Whatever was found."""
        return True


class PublicSight:
    """What the public may see of a register: of an exempt item its number and its public title alone.

    A record of which that cannot be told for certain is left out, and noted in ``doubtful``. What bears on a record is
    read when it is looked at.
    """

    def __init__(self, nearby: Nearby, as_of: date) -> None:
        self._nearby, self._as_of = nearby, as_of
        self._last: _PublicSight | None = None
        self.doubtful: list[str] = []
        """The records that were left out."""

    def of(self, file: str, found: tuple[Section, ...]) -> tuple[Section, ...]:
        """The items as the public may see them."""
        seen = self._around(file).of(file, found)
        if seen is None:
            self.doubtful.append(file)
            return ()
        return seen

    def permits(self, hit: Hit) -> bool:
        """Whether no text of an exempt case has found its way into the open line that was found."""
        if hit.file != hit.record and hit.file in self._closed_files:
            return False
        return self._around(hit.record).permits(hit)

    def _around(self, file: str) -> _PublicSight:
        register = self._nearby.around(file)
        if self._last is None or self._last.register is not register:
            self._last = _PublicSight(register, self._as_of)
        return self._last

    @cached_property
    def _closed_files(self) -> frozenset[str]:
        """The Markdown files that something exempt names, wherever else they are named too."""
        return frozenset(
            file
            for record in self._nearby.holding((MARKDOWN.encode(),)).records
            for part in _closed_parts(record)
            for file in named_markdown(record.origin.file, (part,))
        )


@dataclass(frozen=True)
class _PublicSight:
    """The same of a part of the register that holds all that bears on the records that are asked about."""

    register: Register
    as_of: date

    def of(self, file: str, found: tuple[Section, ...]) -> tuple[Section, ...] | None:
        """The items as the public may see them; None where that cannot be told for certain."""
        record = self.register.record_in.get(file)
        if record is None or self._is_doubtful(record):
            return None
        if isinstance(record, Knowledge) and record.exempt:
            return (_public(Section((), tuple(_all_texts(found)), day=record.day), record.exempt),)
        return tuple(one for section in found for one in self._seen(record, section))

    def permits(self, hit: Hit) -> bool:
        """Whether no text of an exempt case has found its way into the open line that was found."""
        record = self.register.record_in[hit.record]
        try:
            refuse_exempt(f"{in_language(hit.title, 'nb')}\n{hit.around}", self.register, record)
        except Withheld:
            return False
        return True

    def _is_doubtful(self, record: Record) -> bool:
        if record.origin.faulty or record.origin.file in self._flawed:
            return True
        try:
            if self.register.councils_about(record):
                refuse_doubtful(self.register, record, self.as_of)
        except Withheld:
            return True
        return False

    def _seen(self, record: Record, section: Section) -> Iterator[Section]:
        match section.path:
            case (str(key), int(place)):
                exempt = _exemption(record, key, place)
                if exempt:
                    yield _public(section, exempt)
                    return
                if self._is_withheld(record, key, place):
                    return
        texts = [text for text in section.texts if self._is_open(text, record)]
        words = tuple(text for text in texts if text.path[-1] != FILE)
        yield replace(section, texts=words, files=files_in(texts))

    def _is_withheld(self, record: Record, key: str, place: int) -> bool:
        """Whether an item is of something exempt, though it does not say so itself: an action's, a guest for a case."""
        if not isinstance(record, Meeting):
            return False
        if key == "oppfølging":
            action = same_action(record.follow_ups[place].action)
            return action not in self._known_actions(record)
        return key == "til_stede" and record.present[place].name in closed_guests(record, self.register)

    def _known_actions(self, meeting: Meeting) -> frozenset[str]:
        """The actions of which it is known that their cases are open."""
        around = meetings_of(self.register, self.register.councils_in(meeting))
        known = {same_action(id) for one in around for id, *_ in actions_of(one)}
        return frozenset(known - exempt_bases(around).keys())

    def _is_open(self, text: Text, record: Record) -> bool:
        if not _NEVER.isdisjoint(text.path) or text.path == _CANCELLED:
            return False
        if text.words.strip() in self._closed_products(record):
            return False
        item = _item(record, text.path)
        if item is not None and len(text.path) > 3 and text.path[2] == "vedlegg" and isinstance(text.path[3], int):
            return item.attachments[text.path[3]].exempt is None
        return True

    def _closed_products(self, record: Record) -> frozenset[str]:
        """The ids of exempt knowledge products, which tell what they are of."""
        seen = products_seen_by(record, self.register)
        return frozenset(id for id, one in seen.items() if one.exempt) if seen else _NONE

    @cached_property
    def _flawed(self) -> frozenset[str]:
        return frozenset(flaw.file for flaw in self.register.flaws)


def _all_texts(found: tuple[Section, ...]) -> Iterator[Text]:
    return (text for section in found for text in section.texts)


def _public(section: Section, exempt: Exemption) -> Section:
    """What the public sees of an exempt item."""
    texts = tuple(text for text in section.texts if text.path[-2:] == _TITLE or text.path[2:] == _NUMBER)
    title = exempt.public_title or term("paper", "unntatt offentlighet")
    return replace(section, texts=texts, title=title, topics=(), files=())


def _item(record: Record, path: Path) -> Item | None:
    if isinstance(record, Meeting) and path[:1] == (CASES,) and isinstance(path[1], int):
        return record.items[path[1]]
    return None


def _exemption(record: Record, key: str, place: int) -> Exemption | None:
    if isinstance(record, Meeting) and key == CASES:
        return record.items[place].exempt
    if isinstance(record, Council) and key == _BANK:
        return record.item_bank[place].exempt
    return None


def _closed_parts(record: Record) -> Iterator[str]:
    """The files that something exempt in a record names."""
    if isinstance(record, Knowledge) and record.exempt:
        yield record.file
    for _, part in walk(record):
        if isinstance(part, Attachment) and part.exempt:
            yield part.file
        if isinstance(part, Item) and part.exempt:
            inner = (one for _, one in walk(part))
            yield from (one.file for one in inner if isinstance(one, Attachment | WrittenBasis))
