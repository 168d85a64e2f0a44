"""What evaluations are of, by name: a council itself, SLT, its forums, the schools and counties it agrees with (7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.register.index import Register

COUNCIL, SLT = "politirådet", "SLT"


def others_evaluated(council: Council, register: Register) -> tuple[str, ...]:
    """The names of what may be evaluated besides the council: its forums, its SLT or other model, partners of both."""
    models = [name for slt in council.slt if slt.model != "ingen" for name in (SLT, slt.name)]
    schools = [one.partner for number in council.numbers for one in register.agreements_for(number)]
    names = (*(forum.name for forum in council.forums), *models, *schools, *_counties(register))
    return tuple(dict.fromkeys(name for name in names if name))


def _counties(register: Register) -> tuple[str, ...]:
    """The partners of agreements that name no municipality."""
    return register.once(("counties",), lambda: tuple(one.partner for one in register.agreements if not one.numbers))


def evaluations_named(name: str, register: Register) -> tuple[Evaluation, ...]:
    """The evaluations of what has the name, whichever council made them."""
    return register.once(("evaluated",), lambda: _by_name(register)).get(name, ())


def _by_name(register: Register) -> Mapping[str, tuple[Evaluation, ...]]:
    found: dict[str, list[Evaluation]] = defaultdict(list)
    for one in register.evaluations:
        found[one.subject].append(one)
    return {name: tuple(some) for name, some in found.items()}
