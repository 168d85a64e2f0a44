"""The last look at a paper for the public: it is refused rather than let something out (P004).

The views withhold what is exempt; here it is asked whether they could know, and whether a text of an
exempt case has found another way into the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from kps.documents.followups import concerned, exempt_bases, meetings_of
from kps.language import Message, msg
from kps.language.private import private_numbers
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.council import Council
from kps.models.meeting import Item, Meeting
from kps.models.shared import WrittenBasis
from kps.models.vocabulary import standing_items, topics
from kps.register.actions import same_action
from kps.register.index import Register
from kps.register.knowledge import products_named_in, products_seen_by

_FORMULA = re.compile(
    r"(av|at|ble|blei|blir|det|er|etter|etterretning|etterretting|fr[aå]|følg\w*|gjennomgått|godkjen\w*|har|i"
    r"|ikk?j?e|ing[ea]n?|innkalling\w*|innspill|kommunens?|med|merknad\w*|møtet?|neste|og|ok|om|opp|oppfølging"
    r"|orienter\w*|politiets?|politirådet|på|referat\w*|rådet|sak\w*|skal|status\w*|ta|tar|tas|tatt|tek|teken"
    r"|til|tok|uts[ae]tt\w*|var|vart|ved|vi?dere|vidare)"
)
"""A word of minutes' set phrases: "Saken ble tatt til orientering" gives nothing away."""
_SHORTEST = 10
"""A text of fewer letters may stand in any paper."""
_SET_PHRASE = 12
"""So many words, and what stands in an exempt and in a public case alike is no longer a set phrase."""
_REFERENCE = 4
"""A title of so many words is no longer just the name of a well-known report."""


class Withheld(Exception):  # noqa: N818  # what it says, not what went wrong
    """A public paper that is not made, since something exempt might stand in it."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.text("en"))


@dataclass(frozen=True, slots=True)
class _Secret:
    """A text that a public paper must not hold, and the key it stands under."""

    words: str
    record: Record
    name: str
    key: str


def refuse_doubtful(register: Register, record: Record, as_of: date, told_of: Iterable[Record] = ()) -> None:
    """Raise Withheld where a record that the paper draws on, those of ``told_of`` too, cannot be read in full.

    A slip in ``unntatt_offentlighet`` leaves its case looking like any other.
    """
    councils = register.councils_about(record)
    if not councils and not isinstance(record, Agreement):
        raise Withheld(msg("{file} belongs to no council that can be read; mend that first", file=record.origin.file))
    if not register.flaws and not any(one.origin.faulty for one in (record, *councils)):
        return
    drawn_on: list[Record] = [record, *councils, *products_named_in(record, register), *told_of]
    if isinstance(record, Council):
        drawn_on += products_seen_by(record, register).values()
    if isinstance(record, Meeting):
        drawn_on += [action.meeting for action in concerned(record, register, as_of)]
    files = {one.origin.file for one in drawn_on}
    doubtful = sorted(
        {flaw.file for flaw in register.flaws if flaw.file in files}
        | {one.origin.file for one in (record, *councils) if one.origin.faulty}
    )
    if doubtful:
        raise Withheld(
            msg(
                "what is exempt cannot be told for certain, since something in {files} cannot be read; "
                "kps validate says what to mend",
                files=", ".join(doubtful),
            )
        )


def refuse_leaking(text: str, register: Register, record: Record) -> None:
    """Raise Withheld where the finished paper holds somebody's number or a text of an exempt case."""
    for number in private_numbers(text):
        raise Withheld(
            msg("P001: a national identity number ({first} *****) would stand in it", first=number.first)
            if number.kind == "person"
            else msg("P002: a bank account number ({first} *****) would stand in it", first=number.first)
        )
    refuse_exempt(text, register, record)


def refuse_exempt(text: str, register: Register, record: Record) -> None:
    """Raise Withheld where the text holds that of an exempt case."""
    paper = f" {_words(text)} "
    councils = register.councils_about(record)
    about = tuple(one.origin.file for one in councils)
    for secret in register.once(("what is exempt", about), lambda: tuple(_secrets(register, councils))):
        if f" {secret.words} " in paper:
            raise Withheld(
                msg(
                    "P004: “{key}” of {number} in {file} is exempt, and would stand in it all the same; "
                    "take it out of the open text, or make that exempt too",
                    number=secret.name,
                    file=secret.record.origin.file,
                    key=secret.key,
                )
            )


def _secrets(register: Register, councils: Sequence[Council]) -> Iterator[_Secret]:
    """The telling texts of everything exempt that some councils have, or see."""
    around = meetings_of(register, councils)
    every = (*_exempt_texts(around), *_of_products((*around, *councils), register), *_waiting(councils))
    telling = [secret for secret in every if _tells_by_itself(secret.words)]
    public = _public_phrases(around, councils) if telling else frozenset()
    return (secret for secret in telling if secret.words not in public and not _is_vocabulary(secret.words))


def _tells_by_itself(words: str) -> bool:
    """Whether a text is more than a short name or a set phrase."""
    return len(words) >= _SHORTEST and " " in words and not all(map(_FORMULA.fullmatch, words.split()))


def _is_vocabulary(words: str) -> bool:
    return any(words in term for term in _vocabulary())


def _exempt_texts(around: tuple[Meeting, ...]) -> Iterator[_Secret]:
    closed = exempt_bases(around)
    for one in around:
        for item in one.items:
            if item.exempt:
                for key, text in _texts(item):
                    yield _Secret(_words(text), one, item.number, key)
            for paper in item.attachments:
                if paper.exempt:
                    yield _Secret(_words(paper.title), one, item.number, "vedlegg")
        for line in one.follow_ups:
            if same_action(line.action) in closed:
                yield _Secret(_words(line.remark), one, line.action, "merknad")


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    """An item's free texts, each with its key."""
    yield "tittel", item.title
    yield "saksframlegg", item.background
    yield "referat", item.discussion
    yield "konklusjon", item.conclusion
    yield "vedtak", item.resolution
    yield "oversendt", item.sent_to
    if item.exempt:
        yield "begrunnelse", item.exempt.reason
    for action in item.actions:
        yield "hva", action.what
        yield "ressurser", action.resources
    # The title of a report, such as Ungdata 2025, is no secret in itself; a longer one may be.
    bases = [("kunnskapsgrunnlag", basis.title) for basis in item.bases if isinstance(basis, WrittenBasis)]
    papers = [("vedlegg", paper.title) for paper in item.attachments if not paper.exempt]
    yield from ((key, title) for key, title in (*bases, *papers) if _is_telling(title))


def _is_telling(title: str) -> bool:
    return _words(title).count(" ") + 1 >= _REFERENCE


def _of_products(records: Iterable[Record], register: Register) -> Iterator[_Secret]:
    """What the exempt knowledge products that the records see say."""
    seen = {one.origin.file: one for record in records for one in products_seen_by(record, register).values()}
    for product in seen.values():
        if product.exempt:
            if _is_telling(product.title):
                yield _Secret(_words(product.title), product, product.origin.stem, "tittel")
            for key, text in (("begrunnelse", product.exempt.reason), ("funn", product.findings)):
                yield from (_Secret(_words(part), product, product.origin.stem, key) for part in text.splitlines())


def _waiting(councils: Iterable[Council]) -> Iterator[_Secret]:
    """What the exempt items that wait for a meeting are called."""
    for council in councils:
        for item in council.item_bank:
            if item.exempt:
                for key, text in (("tittel", item.title), ("begrunnelse", item.exempt.reason)):
                    yield _Secret(_words(text), council, "saksbank", key)


def _public_phrases(around: tuple[Meeting, ...], councils: Iterable[Council]) -> frozenset[str]:
    """What people wrote for the public as well, word for word: titles, and set phrases."""
    waiting = (item for council in councils for item in council.item_bank)
    titles = {_words(one.exempt.public_title if one.exempt else one.title) for one in waiting}
    phrases: set[str] = set()
    for item in (item for one in around for item in one.items):
        if item.exempt:
            titles.add(_words(item.exempt.public_title))
        else:
            titles.add(_words(item.title))
            phrases.update(_words(text) for _, text in _texts(item))
    return frozenset(titles | {words for words in phrases if words.count(" ") < _SET_PHRASE})


@cache
def _vocabulary() -> tuple[str, ...]:
    """The names of topics and standing items, which anybody may read."""
    terms = (*topics(), *standing_items())
    return tuple({_words(label) for term in terms for label in (term.key, term.text("nb"), term.text("nn"))})


def _words(text: str) -> str:
    """The words alone, as they can be found again whatever the layout."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("_", " ")))
