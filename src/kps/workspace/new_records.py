"""What is minded before a new record is written: that no such thing is there yet, and that what it names is."""

from __future__ import annotations

from datetime import date

from kps.language import msg
from kps.models.council import Council
from kps.models.vocabulary import nearest
from kps.register.evaluated import COUNCIL, others_evaluated
from kps.register.index import Register
from kps.scaffold.records import NewAgreement, NewCouncil
from kps.workspace.errors import Wrong


def mind_agreements(register: Register, new: NewAgreement, today: date) -> None:
    """Wrong where a like agreement is in force already."""
    if new.status != "inngått" or new.kind != "samarbeidsavtale":
        return
    for number in new.numbers:
        for one in register.agreements_for(number):
            alike = one.agreement_kind == new.kind and (len(one.numbers) > 1) == (len(new.numbers) > 1)
            if alike and one.in_force(max(today, new.start or today)):
                raise Wrong(
                    msg(
                        "{number} has an agreement in force already: {file}; give it status avsluttet and til first",
                        number=number,
                        file=one.origin.file,
                    )
                )


def mind_councils(register: Register, new: NewCouncil, today: date) -> None:
    """Wrong where the municipality has an active council of its own already."""
    if new.status != "aktivt" or len(new.numbers) > 1 or new.part:
        return
    for council in register.active_councils_for(new.numbers[0], today):
        if not council.regional:
            raise Wrong(
                msg("{number} already has an active council: {file}", number=new.numbers[0], file=council.origin.file)
            )


def the_subject(register: Register, council: Council, text: str) -> str:
    """What is to be evaluated, by its name: the council, SLT, a forum, a school or a county; Wrong where it is none."""
    names = [COUNCIL, *([council.name] if council.name else []), *others_evaluated(council, register)]
    found = nearest(text, names, 1.0)
    if found is None:
        raise Wrong(msg("“{text}” cannot be evaluated here; what can: {names}", text=text, names=names))
    return found


def the_forum(council: Council, text: str) -> str:
    """The forum of the council's that is meant, by its name; Wrong where it has none of that name."""
    names = [one.name for one in council.forums if one.name]
    found = nearest(text, names, 1.0)
    if found is None:
        raise Wrong(
            msg("{council} has no forum “{forum}”; it has: {names}", council=council.name, forum=text, names=names)
            if names
            else msg("{council} has no forum “{forum}”, nor any other", council=council.name, forum=text)
        )
    return found
