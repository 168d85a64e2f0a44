"""P003: what is exempt from public disclosure without a legal basis, or with words that name none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.rule import rule
from kps.checking.subjects import all_records
from kps.language import msg
from kps.models.base import Record
from kps.models.council import Council, WaitingItem
from kps.models.knowledge import Knowledge
from kps.models.meeting import Attachment, Item, Meeting
from kps.source import Path

Exempted = Item | Attachment | WaitingItem | Knowledge
"""What may be exempt from public disclosure."""

_FIRST, _LAST = 13, 26
"""The paragraphs of offentleglova that exempt something."""

_PARAGRAPH = re.compile(r"(?:§+|\b(?:paragraf\w*|artikkel|art\.?))\s*(\d+)")
_DISCLOSURE = r"\b(?:offent\w*lov\w*|offl\w*|off\.?\s?l(?:ov\w*)?)\b"
_OTHER = (
    r"[\w.-]*lov(?:en|a|ens|i)?\b|[\w.-]*(?:forskrift|instruks|forordning)\w*"
    r"|[\w.]{2,}l\.|\b(?!til\b|skal\b|vil\b|kapittel\b)\w{2,}l(?=\s*(?:§|paragraf))"
)
_ACT = re.compile(rf"(?P<disclosure>{_DISCLOSURE})|(?P<other>{_OTHER})")


def names_provision(basis: str) -> bool:
    """Whether the words name a provision: offl. with one of its paragraphs that exempt, or another act with one."""
    words = " ".join(basis.casefold().split())
    paragraphs = list(_PARAGRAPH.finditer(words))
    ends = [0, *(one.end() for one in paragraphs)]
    act = None
    for place, paragraph in enumerate(paragraphs):
        before = words[ends[place] : paragraph.end()]
        act = next(reversed(list(_ACT.finditer(before))), act) or _ACT.search(words, paragraph.end())
        if act and (act["other"] or _FIRST <= int(paragraph[1]) <= _LAST):
            return True
    return False


@rule("P003", on=all_records, severity="warning")
def exempt_without_basis(record: Record, context: Context) -> Iterator[Remark]:
    """What is exempt from public disclosure has no legal basis.

    `unntatt_offentlighet`, on a case or an attachment of a meeting since `gjelder_fra`, on an item that waits for one
    (`saksbank`) or on a knowledge product, has no `hjemmel` (a warning), or one that names no provision (a hint):
    offentleglova (offl.) with a paragraph from 13 to 26, or another act with its paragraph. Offentleglova § 3 has
    documents open unless a provision says otherwise, and § 31 has whoever refuses access name it. Without a basis too,
    and with a faulty or an empty `unntatt_offentlighet`, kps withholds all of it.

    Mend: Write the provision, as `hjemmel: offl. § 13 jf. politiregisterloven § 23`. Where there is none, the case is
    public: take `unntatt_offentlighet` away.
    """
    day = record.day if isinstance(record, Meeting) else None
    if day and not context.charter.judges(day):
        return
    for path, exempt in _exempt(record):
        place = (*path, "unntatt_offentlighet", "hjemmel")
        basis = exempt.exempt.basis if exempt.exempt else ""
        if not basis:
            told = msg("this is exempt from public disclosure, and names no legal basis (`hjemmel`)")
            yield Remark(record, place, told, day=day)
        elif not names_provision(basis):
            told = msg(
                "“{basis}” is no provision that exempts anything: write the act and its paragraph, as offl. § 13",
                basis=" ".join(basis.split()),
            )
            yield Remark(record, place, told, severity="hint", day=day)


def _exempt(record: Record) -> Iterator[tuple[Path, Exempted]]:
    """What is exempt in the record, and where it stands."""
    match record:
        case Knowledge() if record.exempt:
            yield (), record
        case Council():
            yield from ((("saksbank", number), item) for number, item in enumerate(record.item_bank) if item.exempt)
        case Meeting():
            yield from _in_meeting(record)


def _in_meeting(meeting: Meeting) -> Iterator[tuple[Path, Exempted]]:
    for number, item in enumerate(meeting.items):
        if item.exempt:
            yield ("saker", number), item
        for place, attachment in enumerate(item.attachments):
            if attachment.exempt:
                yield ("saker", number, "vedlegg", place), attachment
