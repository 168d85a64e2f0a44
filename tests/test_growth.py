"""A file twice as long takes twice the work: what strangers send grows no faster. Calls are counted, not seconds."""

from __future__ import annotations

import cProfile
from collections.abc import Callable
from datetime import date

import pytest

from kps.checking.engine import check
from kps.output.located import located
from kps.output.rule_cases import REGISTER
from kps.register.memory import Texts
from kps.register.reading import load
from sampling import sampled

COUNCIL = "type: politiråd\nnavn: P\nkommuner: ['4205']\nstatus: aktivt\nopprettet: 2025-01-01\n"
MEETING = "type: møte\ndato: 2026-03-12\nstatus: avholdt\n"
FOLDER = "politirad/4205-lindesnes"


def files(council: str = COUNCIL, meeting: str = MEETING, more: int = 0) -> dict[str, str]:
    return {
        "kps.yaml": REGISTER,
        f"{FOLDER}/politirad.yaml": council,
        f"{FOLDER}/moter/2026-03-12.yaml": meeting,
    } | {f"{FOLDER}/fil{number}.md": "" for number in range(more)}


def lines(start: str, line: str, count: int, before: str = MEETING) -> str:
    return before + start + "".join(line.format(number) for number in range(count))


def districts_councils(count: int) -> dict[str, str]:
    """So many municipalities, each with a council of its own, a contact and a meeting."""
    numbers = [str(1000 + number) for number in range(count)]
    listed = ", ".join(f'"{number}"' for number in numbers)
    register = {"kps.yaml": REGISTER.replace('"4205"', listed)}
    for number in numbers:
        contact = f"type: politikontakt\nnavn: N{number}\nkommuner: ['{number}']\ntiltrådt: 2025-01-01\n"
        council = COUNCIL.replace("4205", number) + f"politikontakt: n{number}\n"
        register[f"politikontakter/n{number}.yaml"] = contact
        register[f"politirad/{number}-p/politirad.yaml"] = council
        register[f"politirad/{number}-p/moter/2026-03-12.yaml"] = MEETING
    return register


def years(count: int) -> dict[str, str]:
    """A meeting in each month of so many months, that takes up what the one before set."""
    months = [(2026 - number // 12, 12 - number % 12) for number in range(count)]
    council = COUNCIL.replace("2025-01-01", "1900-01-01")
    register = {"kps.yaml": REGISTER.replace("2020-01-01", "1900-01-01"), f"{FOLDER}/politirad.yaml": council}
    for year, month in months:
        day = f"{year}-{month:02}-01"
        meeting = MEETING.replace("2026-03-12", day)
        register[f"{FOLDER}/moter/{day}.yaml"] = (
            f"{meeting}saker:\n  - {{nr: {month}/{year}, tittel: T, tiltak: [{{hva: H}}]}}\n"
        )
    return register


MAKERS: dict[str, Callable[[int], dict[str, str]]] = {
    "unknown keys": lambda n: files(meeting=lines("", "tull{}: 1\n", n)),
    "keys given twice": lambda n: files(meeting=lines("", "sted: her\n", n)),
    "aliases": lambda n: files(meeting=lines("x: [", "*a{},", n) + "]\n"),
    "anchors": lambda n: files(meeting=lines("x: [", "&a{} 1,", n) + "]\n"),
    "control characters": lambda n: files(meeting=lines("x: ", "\u0001", n)),
    "roles": lambda n: files(lines("medlemmer:\n", "  - {{navn: N{0}, rolle: tull{0}}}\n", n, COUNCIL)),
    "misspelt roles": lambda n: files(lines("medlemmer:\n", "  - {{navn: N{}, rolle: ordfoerer}}\n", n, COUNCIL)),
    "one name": lambda n: files(lines("medlemmer:\n", "  - {{navn: N, rolle: ordfører}}\n", n, COUNCIL)),
    "municipalities": lambda n: files(lines("slt:\n", "  - {{kommuner: ['{}']}}\n", n, COUNCIL)),
    "members who are not known": lambda n: files(
        lines("medlemmer:\n", "  - {{navn: N{}, rolle: rektor}}\n", n, COUNCIL), lines("til_stede:\n", "  - M{}\n", n)
    ),
    "members who are there": lambda n: files(
        lines("medlemmer:\n", "  - {{navn: N{0}, rolle: rektor, vara: V{0}}}\n", n, COUNCIL),
        lines("til_stede:\n", "  - V{}\n", n),
    ),
    "members from elsewhere": lambda n: files(
        lines("medlemmer:\n", "  - {{navn: N{}, rolle: rektor, kommune: '4206'}}\n", n, COUNCIL)
    ),
    "those who steer": lambda n: files(
        lines("medlemmer:\n", "  - {{navn: N{}, rolle: rektor}}\n", n, COUNCIL)
        + lines("slt:\n  modell: slt\n  styrende:\n", "    - N{}\n", n, "")
    ),
    "actions of many": lambda n: files(
        lines("medlemmer:\n", "  - {{navn: N{}, rolle: rektor}}\n", n, COUNCIL),
        lines(
            "saker:\n  - nr: 1/2026\n    vedtak: V\n    prosess: tiltaksprosess\n    tiltak:\n",
            "      - {{hva: H, ansvarlig: N{}, trinn: 4, ressurser: R}}\n",
            n,
        ),
    ),
    "near topics": lambda n: files(meeting=lines("saker:\n", "  - {{nr: {}/2026, tema: trygge skole}}\n", n)),
    "actions": lambda n: files(meeting=lines("saker:\n", "  - {{nr: {}/2026, tiltak: [{{hva: H}}]}}\n", n)),
    "one line": lambda n: files(
        meeting=lines("saker: [", "{{nr: {}/2026, tittel: T, tiltak: [{{hva: H}}]}},", n) + "]\n"
    ),
    "actions that were never set": lambda n: files(
        meeting=lines("oppfølging:\n", "  - {{tiltak: 2025-01-01/{}}}\n", n)
    ),
    "files that are not there": lambda n: files(
        meeting=lines("saker:\n  - nr: 1/2026\n    vedlegg:\n", "      - {{tittel: T, fil: ../fill{}.md}}\n", n), more=n
    ),
    "waivers": lambda n: files(lines("unntak:\n", "  - {{regel: M{}, begrunnelse: B, til: 2026-01-01}}\n", n, COUNCIL)),
    "councils": districts_councils,
    "years": years,
    "accounts": lambda n: files(meeting=lines("notat: |\n", "  12345678911 {}\n", n)),
    "lines": lambda n: files(meeting=lines("notat: |\n", "  linje {}\n", n)),
    "lines with a fault": lambda n: files(meeting=lines("notat: |\n", "  linje {}\n", n) + "a: b: c\n"),
    "copies": lambda n: files() | {f"{FOLDER}/moter/2026-03-12 ({number}).yaml": MEETING for number in range(n)},
}


def work(texts: dict[str, str]) -> int:
    """How many calls it takes to read a register, to judge it and to find the places of what is found."""
    tree = Texts(texts)
    profile = cProfile.Profile()
    profile.enable()
    register = load(tree)
    located(check([register], date(2026, 11, 23)), {register.label: tree})
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", sampled(MAKERS, 3))
def test_twice_as_much_takes_twice_the_work(name: str) -> None:
    make = MAKERS[name]
    work(make(10))  # what is worked out once and kept
    start, once, twice = (work(make(count)) for count in (10, 400, 790))
    assert (twice - start) / (once - start + 2000) < 2.3
