"""What each paper is called: no two of a register have one title, and it tells kind, council, day and edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date
from itertools import takewhile

from kps.documents.people import municipality_name
from kps.language.days import in_words
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.meeting import Meeting
from kps.models.vocabulary import shown, term
from kps.register.index import Register
from kps.register.kept import MUNICIPAL_REPORT, NAMES, PaperKind
from kps.register.written import WrittenForm

_OFFER = "tilbud om"
_EDITION = "offentlig utgave"
_OFFERED = ("tilbudt", "takket_nei")


def title(register: Register, record: Record, kind: PaperKind, form: WrittenForm, *, public: bool, as_of: date) -> str:
    """``Referat, Politirådet i Lindesnes 10. september 2026 – offentlig utgave``; a report has its year."""
    words = _numbered(_name(register, record, kind, form), register, record, kind, form)
    if kind == MUNICIPAL_REPORT.kind:
        words = f"{words} {as_of.year}"
    return f"{words} – {_word(_EDITION, form)}" if public and not NAMES[kind].open else words


def _name(register: Register, record: Record, kind: PaperKind, form: WrittenForm) -> str:
    match record:
        case Meeting():
            return " ".join(filter(None, (f"{_word(kind, form)},", _council(register, record), _day(record, form))))
        case Agreement():
            return _agreement(record, form)
        case Evaluation():
            head = " ".join(filter(None, (_word(kind, form), str(record.year or ""))))
            council = _council(register, record)
            subject = "" if record.is_of(council) else record.subject
            return ", ".join(filter(None, (head, subject, council)))
        case Council() if kind == MUNICIPAL_REPORT.kind:
            return f"{_word(kind, form)}, {record.name}"
        case _:
            return _council(register, record)


def _agreement(agreement: Agreement, form: WrittenForm) -> str:
    kind = agreement.agreement_kind
    what = shown("samarbeidsavtale" if kind == "fylkeskommuneavtale" else kind or "avtale", form)
    words = f"{_word(_OFFER, form)} {what}" if agreement.status in _OFFERED else what[:1].upper() + what[1:]
    numbers = (municipality_name(number) for number in agreement.numbers)
    party = agreement.school or agreement.county or ", ".join(numbers)
    first = agreement.offered if agreement.status in _OFFERED else agreement.start or agreement.offered
    return ", ".join(filter(None, (words, " ".join(filter(None, (party, str(first.year) if first else ""))))))


def _council(register: Register, record: Record) -> str:
    councils = register.councils_about(record)
    return councils[0].name if councils else ""


def _day(meeting: Meeting, form: WrittenForm) -> str:
    return in_words(meeting.day, form) if meeting.day else meeting.origin.stem


def _word(key: str, form: WrittenForm) -> str:
    return term("paper", key).text(form)


def _numbered(words: str, register: Register, record: Record, kind: PaperKind, form: WrittenForm) -> str:
    """The name, with a number after it where the paper of a record before it has the same."""
    alike = register.once("alike", lambda: _alike(register.records)).get(_key(record), ())
    before = (
        one for one in takewhile(lambda one: one is not record, alike) if _name(register, one, kind, form) == words
    )
    count = 1 + sum(1 for _ in before)
    return f"{words} ({count})" if count > 1 else words


def _alike(records: Iterable[Record]) -> dict[Hashable, tuple[Record, ...]]:
    """The records of which several may have one name."""
    found: dict[Hashable, list[Record]] = defaultdict(list)
    # By stem: the second meeting of a day comes after the first, whose file's name has no number.
    for record in sorted(records, key=lambda one: (one.origin.folder, one.origin.stem)):
        found[_key(record)].append(record)
    return {key: tuple(some) for key, some in found.items()}


def _key(record: Record) -> Hashable:
    match record:
        case Meeting():
            return Meeting, record.day
        case Agreement():
            return Agreement, record.school or record.county or record.numbers
        case Evaluation():
            return Evaluation, record.year
        case Council():
            return Council, record.name
        case _:
            return None


def day_of(record: Record, kind: PaperKind) -> date | None:
    """The day a paper is from: sent, done, signed or carried out, else the record's own; None where it has none."""
    match record:
        case Meeting():
            return (record.done if kind == "referat" else record.sent) or record.day
        case Agreement():
            signed = max((one.day for one in record.signatures if one.day), default=None)
            return signed or record.start or record.offered
        case Evaluation():
            return record.carried_out
        case _:
            return None
