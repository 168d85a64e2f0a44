"""What is counted in groups, by topic, kind, process, step and age: the tables, and what each of them shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kps.language import Words, msg, msgn
from kps.models.vocabulary import staircase, topics
from kps.report.figures import AGES, NONE, OTHER, Figures
from kps.report.fractions import fraction
from kps.report.shape import Share
from kps.report.table import Table
from kps.report.words import step, topic, word
from kps.report.year_status import Status

Counts = Mapping[str, int]

_PROCESSES = ("tiltaksprosess", "prioriteringsprosess", NONE)
_OLD = ("181-365", "366-")


@dataclass(frozen=True, slots=True)
class Counting:
    """Something counted in groups: its title, the groups in their order, what each is called, and where it is counted.

    ``claim`` is what the counts show, in a sentence; None where they show nothing. ``ordered``: whether the groups'
    own order tells something, so that they are not sorted by size.
    """

    title: Words
    keys: tuple[str, ...]
    label: Callable[[str], Words]
    of: Callable[[Figures], Counts]
    claim: Callable[[Counts], Words | None]
    ordered: bool = False


def counted(counting: Counting, status: Status, keys: Iterable[str] | None = None) -> Table:
    """The table of the groups, or of some of them: this year's counts and last year's."""
    now, then = counting.of(status.total), counting.of(status.total.previous)
    rows = tuple(
        (counting.label(key), now.get(key, 0), then.get(key, 0)) for key in (counting.keys if keys is None else keys)
    )
    return Table(counting.title, (counting.title, str(status.year), str(status.year - 1)), rows)


def _of_all(counts: Counts, *keys: str) -> Words | None:
    """How large a part of all that is counted are in these groups."""
    return fraction(Share(count=sum(counts.get(key, 0) for key in keys), of=sum(counts.values())))


_MOST_NAMED = 3


def _largest(counts: Counts, label: Callable[[str], Words]) -> tuple[list[Words], int]:
    """The largest groups, which may be as large as each other, and how large; none where too many are."""
    known = {key: count for key, count in counts.items() if key != NONE and count}
    most = max(known.values(), default=0)
    largest = [label(key) for key in sorted(known) if known[key] == most]
    return (largest, most) if len(largest) <= _MOST_NAMED else ([], 0)


def _most_on_agendas(counts: Counts) -> Words | None:
    largest, count = _largest(counts, topic)
    if not largest:
        return None
    return msgn(
        "Most often taken up: {topic} ({n} case)", "Most often taken up: {topic} ({n} cases)", count, topic=largest
    )


def _for_decision(counts: Counts) -> Words | None:
    share = _of_all(counts, "vedtak")
    return msg("{share} cases were for decision", share=share) if share else None


def _cases_with_a_process(counts: Counts) -> Words | None:
    share = _of_all(counts, *_PROCESSES[:-1])
    return msg("{share} cases had one of the police's processes", share=share) if share else None


def _highest_step(counts: Counts) -> Words | None:
    largest, count = _largest(counts, step)
    if not largest:
        return None
    return msgn(
        "Most actions are on step {step} ({n} action)", "Most actions are on step {step} ({n} actions)", count,
        step=largest,
    )  # fmt: skip


def _actions_with_a_process(counts: Counts) -> Words | None:
    share = _of_all(counts, *_PROCESSES[:-1])
    return msg("{share} actions had one of the police's processes", share=share) if share else None


def _old(counts: Counts) -> Words | None:
    share = _of_all(counts, *_OLD)
    return msg("{share} open actions are older than half a year", share=share) if share else None


TOPICS = Counting(
    msg("Cases by topic"),
    (*topics().keys(), OTHER, NONE),
    topic,
    lambda one: one.cases.by_topic,
    _most_on_agendas,
)
"""The guideline's own topics, in its order, also those that were on no agenda (2)."""

AGES_OF_OPEN = Counting(
    msg("Open actions by age"), tuple(AGES), word, lambda one: one.actions.open_ages, _old, ordered=True
)

COUNTINGS = (
    TOPICS,
    Counting(
        msg("Cases by kind"),
        ("orientering", "drøfting", "vedtak", NONE),
        word,
        lambda one: one.cases.by_kind,
        _for_decision,
    ),
    Counting(msg("Cases by police process"), _PROCESSES, word, lambda one: one.cases.by_process, _cases_with_a_process),
    Counting(
        msg("Actions by step of the coordination staircase"),
        (*staircase().keys(), NONE),
        step,
        lambda one: one.actions.by_step,
        _highest_step,
        ordered=True,
    ),
    Counting(
        msg("Actions by police process"), _PROCESSES, word, lambda one: one.actions.by_process, _actions_with_a_process
    ),
    AGES_OF_OPEN,
)
