"""A source that is taken over again: what it wrote, what stands and what it says now are compared."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from settling import COUNCIL, Kept, piece, reason

from kps.intake.settling.account import Settlement
from kps.intake.settling.sameness import is_blank, value_at
from kps.register.memory import Texts
from kps.register.reading import load
from kps.source import Value, read
from sampling import sampled

MEETING = "politirad/4205-lindesnes/moter/2026-03-12.yaml"
M = "møte 4205 2026-03-12"
FIRST = (
    "politiråd 4205 | kommuner.0 | 4205",
    "politiråd 4205 | navn | Politirådet i Lindesnes",
    "politiråd 4205 | status | aktivt",
    "politiråd 4205 | opprettet | 2017-03-01",
    f"{M} | status | avholdt",
    f"{M} | sted | Rådhuset",
    f"{M} | forfall.0 | Ida Moe",
    f"{M} | saker.0.tittel | Uro",
    f"{M} | saker.0.referat | Mye uro.\\n\\nOg mer.",
)


def taken() -> Kept:
    register = Kept()
    register.take(*FIRST)
    return register


def moved(old: str, new: str) -> Sequence[str]:
    return [line.replace(old, new) for line in FIRST]


def test_the_same_source_again_changes_nothing() -> None:
    register = taken()
    before = dict(register.texts)
    again = register.take(*FIRST)
    assert (again.records, again.counts["same"], register.texts) == ((), len(FIRST), before)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sted | Rådhuset", "sted | Biblioteket: 2. etasje"),
        ("| Mye uro.\\n\\nOg mer.", "| Lite uro.\\n\\n- Men mer"),
        ("| Mye uro.\\n\\nOg mer.", "| Ingen uro"),
        ("2017-03-01", "2017-04-01"),
    ],
)
def test_what_has_moved_in_the_source_alone_is_changed(old: str, new: str) -> None:
    register = taken()
    settled = register.take(*moved(old, new))
    assert (settled.counts["placed"], settled.counts["same"]) == (1, len(FIRST) - 1)
    assert register.take(*moved(old, new)).records == ()
    assert register.take(*FIRST).counts["placed"] == 1  # and back again


def test_what_a_person_has_changed_stays() -> None:
    register = taken()
    register.texts[MEETING] = register.texts[MEETING].replace("sted: Rådhuset", "sted: Rådhuset, møterom 3")
    settled = register.take(*FIRST, "# én linje til")
    assert settled.records == ()
    assert piece(settled, "Rådhuset").fate == "same"
    assert "changed by hand" in reason(settled, "Rådhuset")


def test_what_both_have_changed_is_a_conflict() -> None:
    register = taken()
    register.texts[MEETING] = register.texts[MEETING].replace("sted: Rådhuset", "sted: Rådhuset, møterom 3")
    settled = register.take(*moved("sted | Rådhuset", "sted | Biblioteket"))
    assert settled.records == ()
    assert piece(settled, "Biblioteket").fate == "conflict"
    assert "møterom 3" in reason(settled, "Biblioteket")


@pytest.mark.parametrize(
    ("gone", "left", "text"),
    [
        ("sted: Rådhuset", "sted:", "Rådhuset"),
        ("forfall: [Ida Moe]", "forfall: []", "Ida Moe"),
        ("    referat: |\n      Mye uro.\n\n      Og mer.\n", "", "Mye uro.\\n\\nOg mer."),
    ],
)
def test_what_a_person_has_taken_out_stays_out(gone: str, left: str, text: str) -> None:
    register = taken()
    assert gone in register.texts[MEETING]
    register.texts[MEETING] = register.texts[MEETING].replace(gone, left)
    settled = register.take(*FIRST)
    assert settled.records == ()
    assert "taken out" in reason(settled, text)


def test_an_item_that_a_person_has_given_another_title_is_not_written_anew() -> None:
    register = taken()
    register.texts[MEETING] = register.texts[MEETING].replace("tittel: Uro", "tittel: Uro ved skolen")
    assert register.take(*FIRST).records == ()


def test_a_record_that_a_person_has_taken_away_stays_away() -> None:
    register = taken()
    del register.texts[MEETING]
    settled = register.take(*FIRST)
    assert settled.records == ()
    assert {one.fate for one in settled.pieces if one.piece.text == "Rådhuset"} == {"unplaced"}
    assert "taken away since" in reason(settled, "Rådhuset")


def test_where_it_is_not_known_any_more_what_differs_is_a_conflict() -> None:
    register = taken()
    register.earlier.clear()
    settled = register.take(*moved("sted | Rådhuset", "sted | Biblioteket"))
    assert (settled.counts["same"], settled.counts["conflict"], settled.records) == (len(FIRST) - 1, 1, ())


def test_what_another_source_says_of_the_same_meeting_is_a_conflict_where_it_says_otherwise() -> None:
    register = taken()
    settled = register.take(f"{M} | sted | Biblioteket", f"{M} | forfall.0 | Ida Moe", source="annet.txt")
    assert (settled.counts["conflict"], settled.counts["same"]) == (1, 1)


def test_of_what_was_written_no_word_is_kept() -> None:
    kept = str(taken().earlier["kilde.txt"])
    assert [word for word in ("Rådhuset", "Ida Moe", "Uro", "Mye") if word in kept] == []


# --- whatever the source, whatever people do meanwhile -----------------------------------------------------------

KEYS = {
    "politiråd 4205": ("navn", "status", "opprettet", "svar", "notat", "annen_samarbeidsform", "møter_per_år"),
    M: ("sted", "start", "status", "notat", "neste_møte", "møteleder", "saker.{}.tittel", "saker.{}.referat",
        "saker.{}.tiltak.{}.hva", "saker.{}.tiltak.{}.frist", "forfall.{}", "til_stede.{}", "tullball"),
    "avtale 4205": ("status", "fra", "til", "revisjon.neste", "samarbeid", "mål.{}.tekst"),
    "kontakt Kari Moe": ("navn", "epost", "telefon", "kommuner.{}", "tiltrådt", "fullmakt"),
}  # fmt: skip
WORDS = ("aktivt", "2026-04-01", "2025-01-31", "09:00", "4205", "4206", "avholdt", "Anne Berg", "Uro: her # og der",
         "- strek", "ja", "null", "[x]", "{a: b}", "  innrykk\\n to", "én\\n\\n- to\\n- tre\\n", "'", '"', "\t", "#",
         "*", "&a", "\u2028", "😀", "inngått", "2026", "0047 900", "a" * 150)  # fmt: skip


def made_up(chance: random.Random) -> list[str]:
    lines = ["# overskrift", "? uten plass"]
    for about, keys in KEYS.items():
        for key in chance.sample(keys, chance.randrange(len(keys))):
            path = "".join(str(chance.randrange(3)) if sign == "{" else sign for sign in key if sign != "}")
            lines.append(f"{about} | {path} | {chance.choice(WORDS)}")
    return lines


def grown(before: Value, after: Value) -> bool:
    """Whether all that stood somewhere stands there still: more may have come."""
    match before, after:
        case dict(), dict():
            return all(grown(one, after.get(key)) for key, one in before.items())
        case list(), list():
            return len(before) <= len(after) and all(map(grown, before, after))
        case _:
            return before == after or is_blank(before)


def remarks(text: str) -> Counter[str]:
    """The comments on lines of their own."""
    return Counter(line for line in text.splitlines() if line.lstrip().startswith("#"))


def edited_by_hand(chance: random.Random, text: str) -> tuple[str, str]:
    """A text that a person has changed, and the line that the person wrote."""
    lines = text.splitlines(keepends=True)
    places = [at for at, line in enumerate(lines) if line.startswith(("sted:", "telefon:", "svar:", "til:"))]
    if not places:
        return text, ""
    at = chance.choice(places)
    lines[at] = f"{lines[at].partition(':')[0]}: 2031-01-01\n"
    return "".join(lines), lines[at].rstrip("\n")


@pytest.mark.parametrize("seed", sampled(range(120), 8))
def test_every_piece_is_accounted_for_and_nothing_that_people_wrote_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    register = Kept()
    register.take(*FIRST[:4], source="grunn.txt")
    for turn in range(3):
        lines = made_up(chance)
        before = dict(register.texts)
        settled = register.take(*lines, source=f"{turn}.txt")
        assert_sound(settled, before)
        assert register.take(*lines, source=settled.source).records == ()
        file = chance.choice(sorted(set(register.texts) - {"kps.yaml"}))
        register.texts[file], own = edited_by_hand(chance, register.texts[file])
        mine = register.texts[file]
        register.take(*made_up(chance), source=settled.source)
        assert not own or own in register.texts[file].splitlines(), mine
    # What a record refuses was not written; what it must have may be lacking.
    for flaw in load(Texts(register.texts)).flaws:
        assert flaw.code == "D002"
        assert is_blank(value_at(read(register.texts[flaw.file].encode()).value, flaw.path)) or "2031" in str(flaw)


def assert_sound(settled: Settlement, before: dict[str, str]) -> None:
    assert settled.sums_up
    assert all(one.reason for one in settled.pieces if one.fate in ("unplaced", "conflict"))
    for record in settled.records:
        was, after = before.get(record.file, ""), record.after.decode()
        assert record.file in settled.wrote.files
        assert grown(read(was.encode()).value, read(record.after).value)
        assert remarks(was) <= remarks(after)


def test_nothing_of_an_untouched_record_is_lost() -> None:
    register = taken()
    own = "# mitt\ntype: politiråd\nnavn: 'Rådet'\nkommuner:\n- '4206'\nstatus:   aktivt\n\n\nopprettet: \n# slutt"
    file = "politirad/farsund/politirad.yaml"
    register.texts[file] = own
    register.take("politiråd 4206 | opprettet | 2020-01-01", "politiråd 4206 | notat | Hei", source="x.txt")
    assert register.texts[file] == own.replace("opprettet: ", "opprettet: 2020-01-01 ") + "\nnotat: Hei\n"


def test_the_council_is_untouched_where_only_the_meeting_moves() -> None:
    register = taken()
    council = register.texts[COUNCIL]
    register.take(*moved("sted | Rådhuset", "sted | Biblioteket"))
    assert register.texts[COUNCIL] == council
