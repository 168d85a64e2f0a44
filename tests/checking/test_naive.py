"""The trickiest rules against a plain re-statement of them, over small registers drawn at random.

What is below reads the records as dictionaries and shares nothing with the rules but the contract's words. To look
further than the suite does: ``python -m tests.rules.test_naive 20000``.
"""

from __future__ import annotations

import json
import random
import sys
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from kps.checking.engine import check
from kps.checking.rule import rules
from kps.register.memory import Texts
from kps.register.reading import load

Entry = dict[str, Any]
Found = tuple[str, str, str]
"""A finding's code, its file and its severity."""

CODES = ("M401", "M411", "M412", "M413", "R401", "R418")
LOCAL, REGIONAL = "politirad/4205-lindesnes", "politirad/lister"
LEADS = {"ordfører": "politisk", "varaordfører": "politisk", "kommunedirektør": "administrativ", "lensmann": "politi"}
NAMES = ("Anne Berg", "Per Li", "Ida Moe", "Kari Hansen", "Nils Vik")


@dataclass
class Case:
    """A register as it was drawn: kps.yaml, the councils by folder, the meetings by file, and the day asked about."""

    as_of: date
    charter: Entry
    councils: dict[str, Entry]
    meetings: dict[str, Entry]

    def texts(self) -> dict[str, str]:
        """The files; JSON is YAML."""
        records = {"kps.yaml": self.charter, **self.meetings}
        records |= {f"{folder}/politirad.yaml": council for folder, council in self.councils.items()}
        return {file: json.dumps(record, default=str, ensure_ascii=False) for file, record in records.items()}


# --- drawing a register ------------------------------------------------------------------------------------


def drawn(seed: int) -> Case:
    """A register that the seed decides, with days that lie on, just before and just after what the rules count."""
    dice = random.Random(seed)
    as_of = dice.choice((date(2026, 10, 2), date(2026, 10, 3), date(2026, 1, 1), date(2027, 10, 31), date(2027, 11, 1)))
    charter: Entry = {"type": "register", "navn": "Agder", "politidistrikt": "Agder", "kommuner": ["4205"]}
    charter["gjelder_fra"] = dice.choice((date(2024, 1, 1), date(2025, 1, 2), date(2025, 7, 1), as_of))
    councils = {LOCAL: _council(dice, as_of, "4205")}
    if dice.random() < 0.5:
        entry = {"nr": "4205"} | _some(dice, as_of, "fra", "til", "invitert")
        councils[REGIONAL] = _council(dice, as_of, "4206") | {"kommuner": ["4206", entry]}
        councils[LOCAL]["videreført_i"] = dice.choice(("lister", ""))
    return Case(as_of, charter, councils, _meetings(dice, as_of))


def _day(dice: random.Random, as_of: date) -> date:
    """A day near the one asked about, or near a year's end, an election or a month's end."""
    near = dice.choice(
        (as_of, date(2025, 12, 31), date(2026, 1, 1), date(2023, 9, 1), date(2027, 9, 1), date(2025, 7, 1))
    )
    return near + timedelta(days=dice.choice((-400, -31, -15, -14, -1, 0, 0, 1, 14, 31)))


def _some(dice: random.Random, as_of: date, *keys: str) -> Entry:
    return {key: _day(dice, as_of) for key in keys if dice.random() < 0.4}


def _council(dice: random.Random, as_of: date, number: str) -> Entry:
    status = dice.choice(("aktivt", "aktivt", "aktivt", "nedlagt", "invitert", "takket_nei"))
    council: Entry = {"type": "politiråd", "navn": f"Rådet i {number}", "kommuner": [number], "status": status}
    council["opprettet"] = dice.choice((date(2021, 3, 1), _day(dice, as_of)))
    if status == "nedlagt" or dice.random() < 0.15:
        council["nedlagt"] = _day(dice, as_of)
        council["grunn"] = dice.choice(("kommunens ønske", "kommunesammenslåing"))
    council["medlemmer"] = [
        {"navn": name, "rolle": dice.choice((*LEADS, "politikontakt"))}
        | _some(dice, as_of, "fra", "til", "gjenvalgt")
        | dice.choice(({}, {}, {"deltar": "utvidet"}))
        | dice.choice(({}, {"vara": dice.choice(NAMES)}))
        for name in dice.sample(NAMES, 4)
    ]
    return council


def _meetings(dice: random.Random, as_of: date) -> dict[str, Entry]:
    meetings: dict[str, Entry] = {}
    for _ in range(dice.randint(1, 7)):
        day = _day(dice, as_of) if dice.random() < 0.5 else as_of - timedelta(days=dice.choice((15, 16, 60, 120, 200)))
        suffix = "-2" if f"{LOCAL}/moter/{day}.yaml" in meetings else ""
        meeting: Entry = {
            "type": "møte",
            "dato": day,
            "status": dice.choice(("avholdt", "avholdt", "avholdt", "planlagt", "avlyst")),
        }
        meeting |= {key: dice.choice((True, False)) for key in ("utvidet", "ekstraordinært") if dice.random() < 0.2}
        meeting["referat"] = _some(dice, as_of, "ferdig")
        meeting["til_stede"] = [_guest(dice) for _ in range(dice.randint(0, 4))]
        actions = [{"hva": "Felles runder"} | _some(dice, as_of, "frist") for _ in range(dice.randint(0, 1))]
        meeting["saker"] = [{"nr": "1", "tittel": "Trygge skoler", "tiltak": actions}]
        meetings[f"{LOCAL}/moter/{day}{suffix}.yaml"] = meeting
    born = [
        file.rpartition("/")[2].removesuffix(".yaml") for file, one in meetings.items() if one["saker"][0]["tiltak"]
    ]
    for meeting in meetings.values():
        told = dice.sample(born, min(len(born), dice.randint(0, 1)))
        states: tuple[dict[str, str], ...] = ({}, {"status": "pågår"}, {"status": "ferdig"}, {"status": "bortfalt"})
        lines = [{"tiltak": f"{one}/1.1"} | dice.choice(states) | _some(dice, as_of, "frist", "dato") for one in told]
        meeting["oppfølging"] = lines
    return meetings


def _guest(dice: random.Random) -> str | Entry:
    name = dice.choice(NAMES)
    return dice.choice(
        (name, {"navn": name, "for": dice.choice(NAMES)}, {"navn": "Gjest", "rolle": dice.choice((*LEADS,))})
    )


# --- the rules once more -----------------------------------------------------------------------------------


def expected(case: Case) -> Counter[Found]:
    """What the contract says is to be found."""
    if case.as_of < case.charter["gjelder_fra"]:
        return Counter()
    found = [*_r401(case)]
    for folder, council in case.councils.items():
        if _active(council, case.as_of):
            found += [*_r418(folder, council, case), *_m401(folder, council, case)]
            found += [*_m411_m412(folder, case), *_m413(folder, council, case)]
    return Counter(found)


def _active(council: Entry, day: date) -> bool:
    end = council.get("nedlagt")
    works = council["status"] == "aktivt" or (council["status"] == "nedlagt" and end is not None)
    return bool(works and council["opprettet"] <= day and (end is None or day <= end))


def _around(entry: Entry, day: date) -> bool:
    return bool(entry.get("fra", day) <= day <= entry.get("til", day))


def _r401(case: Case) -> Iterator[Found]:
    day = case.as_of
    for council in case.councils.values():
        closed = "nedlagt" in council and council["nedlagt"] < day
        asked: date = council["nedlagt"] if closed else day
        entries = [one if isinstance(one, dict) else {"nr": one} for one in council["kommuner"]]
        within = any(
            _around(one, asked) or (one.get("invitert", date.max) <= asked <= one.get("til", asked))
            for one in entries
            if one["nr"] == "4205"
        )
        heir = case.councils.get(REGIONAL) if council.get("videreført_i") else None
        answered = _active(council, day) or council["status"] in ("invitert", "takket_nei")
        if closed and council["status"] in ("nedlagt", "aktivt"):
            answered = council["grunn"] == "kommunens ønske" or (heir is not None and _active(heir, day))
        if within and answered:
            return
    yield "R401", "kps.yaml", "error"


def _r418(folder: str, council: Entry, case: Case) -> Iterator[Found]:
    year = max(one for one in (2019, 2023, 2027) if case.as_of > date(one, 10, 31))
    for member in council["medlemmer"]:
        days = [member[key] for key in ("fra", "gjenvalgt") if member.get(key, date.max) <= case.as_of]
        elected = member["rolle"] in ("ordfører", "varaordfører") and _around(member, case.as_of)
        if elected and not any(one >= date(year, 9, 1) for one in days):
            yield "R418", f"{folder}/politirad.yaml", "hint"


def _own(folder: str, case: Case) -> list[tuple[str, Entry]]:
    """The council's meetings in order: by day, then by the file's suffix."""
    own = [(file, one) for file, one in case.meetings.items() if file.startswith(folder)]
    return sorted(own, key=lambda one: (one[1]["dato"], "-2.yaml" in one[0]))


def _held(meeting: Entry, case: Case) -> bool:
    return bool(meeting["status"] == "avholdt" and meeting["dato"] <= case.as_of)


def _m401(folder: str, council: Entry, case: Case) -> Iterator[Found]:
    begun = max(council["opprettet"], case.charter["gjelder_fra"])
    for year in range(begun.year, case.as_of.year + 1):
        end = min(council.get("nedlagt", date.max), date(year, 12, 31))
        months = [(date(year, m, 1), date(year, m, monthrange(year, m)[1])) for m in range(1, 13)]
        owed = 2 * len([1 for first, last in months if begun <= first and last <= end]) // 12
        under_way = year == case.as_of.year
        count = 0
        for _, one in _own(folder, case):
            ahead = under_way and one["status"] == "planlagt" and one["dato"] >= case.as_of
            count += one["dato"].year == year and (_held(one, case) or ahead)
        late = not under_way or date(year, 12, 31) - case.as_of < timedelta(days=90)
        if count < owed:
            yield "M401", f"{folder}/politirad.yaml", "warning" if late else "hint"


def _due(meeting: Entry, case: Case) -> bool:
    done: bool = meeting["referat"].get("ferdig", date.max) <= case.as_of
    return done or bool(case.as_of - meeting["dato"] > timedelta(days=14))


def _m411_m412(folder: str, case: Case) -> Iterator[Found]:
    own = _own(folder, case)
    for place, (file, meeting) in enumerate(own):
        if not _held(meeting, case) or meeting["dato"] < case.charter["gjelder_fra"]:
            continue
        for action in meeting["saker"][0]["tiltak"]:
            id = file.rpartition("/")[2].removesuffix(".yaml") + "/1.1"
            told = []  # of this action: the day a line counts from, whether a meeting told it, its place, the line
            for later, (_, one) in enumerate(own[place + 1 :], place + 1):
                for line in one["oppfølging"]:
                    if line["tiltak"] == id and _held(one, case):
                        told.append((one["dato"], 0, later, line))
                    elif line["tiltak"] == id and one["status"] == "planlagt":
                        told.append((line.get("dato", case.as_of), 1, later, line))
            told = sorted((one for one in told if one[0] <= case.as_of), key=lambda one: one[:3])
            yield from _missed(action, told, own, place, case)
            is_open, deadline, where = _state(action, told, place)
            if is_open and deadline < case.as_of:
                yield "M412", own[where][0], "warning"


def _state(action: Entry, told: list[Any], place: int) -> tuple[bool, date, int]:
    """Whether the action is open, its deadline, and which meeting set that."""
    is_open, deadline, where = True, action.get("frist", date.max), place
    for _, _, later, line in told:
        is_open = line["status"] not in ("ferdig", "bortfalt") if "status" in line else is_open
        deadline, where = (line["frist"], later) if "frist" in line else (deadline, where)
    return is_open, deadline, where


def _missed(action: Entry, told: list[Any], own: list[tuple[str, Entry]], place: int, case: Case) -> Iterator[Found]:
    born = own[place][1]["dato"]
    for later, (file, one) in enumerate(own):
        if not _held(one, case) or one["dato"] <= born or one.get("ekstraordinært") or not _due(one, case):
            continue
        before = [
            word
            for word in told
            if word[0] < one["dato"] or (word[0] == one["dato"] and not word[1] and word[2] < later)
        ]
        is_open, deadline, _ = _state(action, before, place)
        takes_up = any(word[2] == later and "status" in word[3] for word in told)
        if is_open and not takes_up:
            on_time = deadline > one["dato"] and deadline != date.max
            yield "M411", file, "hint" if on_time else "warning"
            return


def _m413(folder: str, council: Entry, case: Case) -> Iterator[Found]:
    for file, meeting in _own(folder, case):
        day = meeting["dato"]
        if not _held(meeting, case) or day < case.charter["gjelder_fra"] or not _due(meeting, case):
            continue
        members = {one["navn"]: one for one in council["medlemmer"] if _around(one, day)}
        there: set[str] = set()
        for guest in meeting["til_stede"]:
            plain = isinstance(guest, str)
            name = guest if plain else guest["navn"]
            stands_for = [one for one in members.values() if plain and one.get("vara") == name]
            stands_for += [members[one] for one in (name, "" if plain else guest.get("for", "")) if one in members]
            there |= {LEADS.get(one["rolle"], "") for one in stands_for}
            there.add("" if plain else LEADS.get(guest.get("rolle", ""), ""))
        for kind in ("politisk", "administrativ", "politi"):
            leaders = [one for one in members.values() if LEADS.get(one["rolle"]) == kind]
            called = [one for one in leaders if meeting.get("utvidet") or one.get("deltar") != "utvidet"]
            if not meeting["til_stede"] or (kind not in there and (called or not leaders)):
                yield "M413", file, "warning"
                break


# --- the two held against each other -----------------------------------------------------------------------


def found(case: Case) -> Counter[Found]:
    """What the rules find."""
    findings = check([load(Texts(case.texts()))], case.as_of, [rules()[code] for code in CODES])
    return Counter((one.code, one.file, one.severity) for one in findings)


@pytest.mark.parametrize("first", range(0, 600, 50))
def test_the_rules_say_what_the_contract_says(first: int) -> None:
    for seed in range(first, first + 50):
        case = drawn(seed)
        assert found(case) == expected(case), f"seed {seed}"


def test_the_draws_reach_every_rule() -> None:
    reached = Counter((code, severity) for seed in range(600) for code, _, severity in expected(drawn(seed)))
    assert {code for code, _ in reached} == set(CODES)
    assert all(reached[code, severity] for code in ("M401", "M411") for severity in ("hint", "warning"))


if __name__ == "__main__":
    for one in range(int(sys.argv[1])):
        drawn_one = drawn(one)
        if (left := found(drawn_one)) != (right := expected(drawn_one)):
            sys.exit(
                f"seed {one}, {drawn_one.as_of}: {left - right} not expected, {right - left} not found\n{drawn_one}"
            )
    print("no difference")
