"""A register's neighbourhoods as registers of their own: kps.yaml, and the knowledge products of the whole register,
are seen in all of them and judged in one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from kps.register.division import Division, Group, division
from kps.register.index import Register
from kps.register.surroundings import Heard, Surroundings


def neighbourhoods(register: Register) -> tuple[Register, ...]:
    """The register's neighbourhoods, each as a register that holds no more than that.

    Each file is in just one of them, and each municipality that the register covers is judged in just one.
    """
    found: tuple[Register, ...] = register.once(neighbourhoods, lambda: _neighbourhoods(register))
    return found


def _neighbourhoods(register: Register) -> tuple[Register, ...]:
    files = sorted(register.files)
    known = division(files, register.relations, register.stamps, register.covered, register.council_folder)
    return divided(register, known, known.groups, register.surroundings)


def divided(
    register: Register, known: Division, asked: Iterable[Group], surroundings: Surroundings
) -> tuple[Register, ...]:
    """A register for each of the groups that are asked for, out of one that holds these and what is seen in all.

    ``surroundings`` are those of the whole. What each asks of them is taken down.
    """
    asked = tuple(asked)
    group = {file: number for number, one in enumerate(asked) for file in one.files}
    records = _by_group(register.records, lambda one: group.get(one.origin.file))
    flaws = _by_group(register.flaws, lambda one: group.get(one.file))
    suspects = _by_group(register.suspects.items(), lambda one: group.get(one[0]))
    stamps = _by_group(register.stamps.items(), lambda one: group.get(one[0]))
    garbled = _by_group(register.garbled.items(), lambda one: group.get(one[0]))
    record_files = _by_group(register.record_files, lambda one: group.get(one))
    copies = _by_group(register.copies, lambda one: group.get(one.file))
    strays = _by_group(register.strays.items(), lambda one: group.get(one[0]))
    shared = tuple(register.record_in[file] for file in known.shared)
    return tuple(
        Register(
            label=register.label,
            records=tuple(records[number]),
            flaws=tuple(flaws[number]),
            files=frozenset(one.files),
            suspects=dict(suspects[number]),
            stamps=dict(stamps[number]),
            garbled=dict(garbled[number]),
            record_files=frozenset(record_files[number]),
            copies=tuple(copies[number]),
            strays=dict(strays[number]),
            lent=tuple(record for record in shared if group.get(record.origin.file) != number),
            judged=one.municipalities,
            given=Heard(whole=surroundings),
        )
        for number, one in enumerate(asked)
    )


T = TypeVar("T")


def _by_group(things: Iterable[T], group: Callable[[T], int | None]) -> defaultdict[int | None, list[T]]:
    found: defaultdict[int | None, list[T]] = defaultdict(list)
    for thing in things:
        found[group(thing)].append(thing)
    return found
