"""The first text of a record in an empty file: what the ``new-`` commands write, with what the file's place tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from pathlib import PurePosixPath

from kps.lsp.here import Here
from kps.models.layout import day_named
from kps.models.places import municipalities
from kps.scaffold.draft import Draft

_NUMBER = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SPECIAL = re.compile(r"[\\$}]")
_UNWRITTEN = re.compile(r"""^(\w+:)[ ](?:""|(\[)(\]))$""", re.MULTILINE)
"""A key with nothing in it, which the record cannot do without."""


def first_text(here: Here, kind: str) -> str:
    """The first text of a record of a kind in the file that is asked about; its first line alone where it has none."""
    maker = _MAKERS.get(kind)
    made = maker(here) if maker else None
    return made.text if made else f"type: {kind}\n"


def as_snippet(text: str, guess: str) -> str:
    """The text for editors that go from place to place: through what is guessed, and what is yet to be written."""
    places = count(1)
    guessed = re.compile(rf"^(navn|tittel): ({re.escape(_escaped(guess))})$", re.MULTILINE)
    found = (
        guessed.sub(lambda one: f"{one[1]}: ${{{next(places)}:{one[2]}}}", _escaped(text)) if guess else _escaped(text)
    )
    filled = _UNWRITTEN.sub(lambda one: f"{one[1]} {one[2] or ''}${next(places)}{one[3] or ''}", found)
    return f"{filled}$0"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def guessed_name(file: str) -> str:
    """What the file's name tells of its record's own name: ``Kari Hansen`` of ``kari-hansen.yaml``."""
    return " ".join(part.capitalize() for part in PurePosixPath(file).stem.split("-"))


def _meeting(here: Here) -> Draft | None:
    # Imported here, as what makes records takes its time: it is asked for in an empty file only.
    from kps.scaffold.meeting import MeetingPlan, new_meeting

    stated = day_named(here.place.file)
    try:
        day = date.fromisoformat(stated) if stated else here.session.as_of
    except ValueError:
        day = here.session.as_of
    return new_meeting(here.register, here.council, MeetingPlan(day)) if here.council else None


def _council(here: Here) -> Draft:
    from kps.scaffold.records import NewCouncil, council_name, new_council

    numbers = _numbers(PurePosixPath(here.place.file).parent.name)
    return new_council(here.register, NewCouncil(numbers, council_name(numbers), "invitert"), here.session.as_of)


def _agreement(here: Here) -> Draft:
    from kps.scaffold.records import NewAgreement, new_agreement

    numbers = here.council.numbers if here.council else ()
    numbers = tuple(one for one in numbers if one in municipalities())
    return new_agreement(here.register, NewAgreement("samarbeidsavtale", "tilbudt", numbers))


def _contact(here: Here) -> Draft:
    from kps.scaffold.records import NewContact, new_contact

    return new_contact(here.register, NewContact(guessed_name(here.place.file), (), here.session.as_of))


def _evaluation(here: Here) -> Draft | None:
    from kps.scaffold.records import NewEvaluation, new_evaluation

    if here.council is None:
        return None
    found = _NUMBER.search(PurePosixPath(here.place.file).stem)
    year = int(found[0]) if found else here.session.as_of.year
    return new_evaluation(here.register, here.council, NewEvaluation("hovedspørsmål", year, here.session.as_of))


def _knowledge(here: Here) -> Draft:
    from kps.scaffold.knowledge import NewKnowledge, new_knowledge

    new = NewKnowledge(guessed_name(here.place.file), "politi", here.session.as_of)
    return new_knowledge(here.register, here.council, new)


def _register(here: Here) -> Draft:
    from kps.scaffold.start import NewRegister, charter

    return charter(NewRegister("", "", here.session.as_of, here.language, ()))


def _numbers(name: str) -> tuple[str, ...]:
    """The municipalities that a file's or a folder's name begins with the number of."""
    found = _NUMBER.match(name)
    return (found[0],) if found and found[0] in municipalities() else ()


_MAKERS: Mapping[str, Callable[[Here], Draft | None]] = {
    "møte": _meeting,
    "politiråd": _council,
    "avtale": _agreement,
    "politikontakt": _contact,
    "evaluering": _evaluation,
    "kunnskapsgrunnlag": _knowledge,
    "register": _register,
}
