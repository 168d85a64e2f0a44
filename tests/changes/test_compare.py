"""What differs between two readings of a register, told in plain words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kps.changes.compare import RecordChange, compare
from kps.changes.identity import THINGS
from kps.changes.phrases import headline, lines, told
from kps.language import Language
from kps.language.reader import choose, said
from kps.models.base import Model, parts
from kps.models.parse import KINDS
from kps.models.shared import NamedBasis
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load

COUNCIL = """\
type: politiråd
navn: Rådet
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
medlemmer:
  - {navn: Anne Berg, rolle: ordfører, fra: 2023-10-12}
  - {navn: Per Li, rolle: kommunedirektør, telefon: "90000000"}
"""
MEETING = """\
type: møte
dato: 2026-03-12
status: avholdt
forfall: [Per Li]
saker:
  - nr: 1/2026
    tittel: Uro ved skolen
    sakstype: vedtak
    referat: |
      Det var uro.
      Rådet var enig.
    tiltak:
      - {hva: Montere lys, ansvarlig: Ola, frist: 2026-09-01}
  - {nr: 2/2026, tittel: Runde fra politiet, sakstype: orientering}
"""
HERE = "politirad/raadet"
COUNCIL_FILE, MEETING_FILE = f"{HERE}/politirad.yaml", f"{HERE}/moter/2026-03-12.yaml"
FILES = {"kps.yaml": "type: register\nnavn: R\n", COUNCIL_FILE: COUNCIL, MEETING_FILE: MEETING}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    choose("en")
    yield
    choose("nb")


def register(files: dict[str, str]) -> Register:
    return load(Texts(files))


def between(before: dict[str, str], after: dict[str, str]) -> tuple[RecordChange, ...]:
    return compare(register(before), register(after))


def sentences(found: tuple[RecordChange, ...]) -> list[str]:
    return [said(told(change)) for one in found for change in one.changes]


def edited(file: str, old: str, new: str) -> list[str]:
    assert old in FILES[file]
    return sentences(between(FILES, {**FILES, file: FILES[file].replace(old, new)}))


# What is edited, how, and the sentences that tell of it; the case's name is left out of those about its action.
OF_THE_COUNCIL = [
    ("2021-03-01", "2021-04-01", ["founded moved from 2021-03-01 to 2021-04-01"]),
    ("aktivt", "invitert", ["status changed from active to invited"]),
    ("fra: 2023-10-12", "fra: 2023-10-12, til: 2027-10-14", ["member Anne Berg: last day set to 2027-10-14"]),
    (", fra: 2023-10-12", "", ["member Anne Berg: first day taken away, was 2023-10-12"]),
    ("rolle: ordfører", "rolle: [ordfører, rektor]", ["member Anne Berg: role, added: head teacher"]),
    ("rolle: ordfører", "rolle: rektor", ["member Anne Berg: role changed from mayor to head teacher"]),
    ("90000000", "90000001", ["member Per Li: telephone changed (not shown)"]),
    ("direktør,", "direktør, sekretær: ja,", ["member Per Li: secretary changed from no to yes"]),
    ("Per Li", "Eva Ness", ["new member: Eva Ness (role: municipal director)", "taken away: member Per Li"]),
    ("opprettet:", "møter_per_år: 4\nopprettet:", ["meetings a year set to 4"]),
    ('["4205"]', '["4205", "4206"]', ["new municipality: 4206 Farsund"]),
]
OF_THE_MEETING = [
    ("[Per Li]", "[Per Li, Anne Berg]", ["apologies, added: Anne Berg"]),
    ("forfall: [Per Li]\n", "", ["apologies, taken away: Per Li"]),
    ("2026-09-01", "2026-10-01", ["action Montere lys: deadline moved from 2026-09-01 to 2026-10-01"]),
    ("lys,", "lyskastere,", ["action Montere lyskastere: what changed from Montere lys to Montere lyskastere"]),
    ("nr: 2/2026", "nr: 3/2026", ["case 3/2026 Runde fra politiet: number changed from 2/2026 to 3/2026"]),
    ("var enig", "er enig", ["minutes rewritten:"]),
    ("forfall", "arkivref: {kommune: 24/1}\nforfall", ["archive reference municipality set to 24/1"]),
    ("forfall", "start: '09:00'\nforfall", ["start set to 09:00"]),
    ("forfall", "notat: Hemmelig\nforfall", ["note changed (not shown)"]),
    ("2026-09-01", "1. mai", ["action Montere lys: deadline cannot be read on one of the sides; see kps validate"]),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [(file, *one) for file, some in ((COUNCIL_FILE, OF_THE_COUNCIL), (MEETING_FILE, OF_THE_MEETING)) for one in some],
)
def test_a_change_is_one_plain_sentence(file: str, old: str, new: str, words: list[str]) -> None:
    assert [one.removeprefix("case 1/2026 Uro ved skolen: ") for one in edited(file, old, new)] == words


def test_of_a_long_text_the_lines_that_differ_are_shown() -> None:
    found = between(FILES, {**FILES, MEETING_FILE: MEETING.replace("var enig", "er enig")})
    assert list(lines(found[0].changes[0])) == [("-", "Rådet var enig."), ("+", "Rådet er enig.")]


def test_layout_comments_and_spelling_of_values_are_no_change() -> None:
    other = MEETING.replace("forfall: [Per Li]", "# til møtet\nforfall:\n  - Per Li").replace("vedtak", "Vedtak")
    assert between(FILES, {**FILES, MEETING_FILE: other}) == ()


def test_cases_in_another_order_are_told_of_and_nothing_else() -> None:
    head, first, second = MEETING.partition("  - nr: 1/2026")[0], *_cases()
    swapped = {**FILES, MEETING_FILE: head + second + first}
    assert sentences(between(FILES, swapped)) == ["cases in another order"]


def _cases() -> tuple[str, str]:
    place, second = MEETING.index("  - nr: 1/2026"), MEETING.index("  - {nr: 2/2026")
    return MEETING[place:second], MEETING[second:]


def test_a_member_of_two_terms_is_found_again_term_by_term() -> None:
    earlier = COUNCIL.replace("medlemmer:\n", "medlemmer:\n  - {navn: Anne Berg, rolle: rektor, til: 2020-01-01}\n")
    assert sentences(between(FILES, {**FILES, COUNCIL_FILE: earlier})) == [
        "new member: Anne Berg (role: head teacher, last day: 2020-01-01)"
    ]


def test_a_moved_meeting_is_the_same_meeting() -> None:
    moved = {
        "kps.yaml": FILES["kps.yaml"],
        COUNCIL_FILE: COUNCIL,
        f"{HERE}/moter/2026-03-19.yaml": MEETING.replace("2026-03-12", "2026-03-19"),
    }
    (one,) = between(FILES, moved)
    assert (one.kind, one.was, one.file) == ("moved", MEETING_FILE, f"{HERE}/moter/2026-03-19.yaml")
    assert sentences((one,)) == ["date moved from 2026-03-12 to 2026-03-19"]


def test_a_councils_folder_with_another_name_moves_its_records() -> None:
    renamed = {name.replace("raadet", "nytt"): text for name, text in FILES.items()}
    assert [(one.kind, one.changes) for one in between(FILES, renamed)] == [("moved", ()), ("moved", ())]


def test_new_and_taken_away_records() -> None:
    without = {name: text for name, text in FILES.items() if name != MEETING_FILE}
    (new,) = between(without, FILES)
    assert said(headline(new)) == "new meeting: 2026-03-12 (status: held, apologies: Per Li, cases: 2)"
    (gone,) = between(FILES, without)
    assert said(headline(gone)) == "taken away: meeting 2026-03-12"


@pytest.mark.parametrize("broken", ["type: [", "- bare\n- en liste\n", ""])
def test_a_file_that_cannot_be_read_is_not_told_of_as_gone(broken: str) -> None:
    for sides in ((FILES, {**FILES, MEETING_FILE: broken}), ({**FILES, MEETING_FILE: broken}, FILES)):
        (one,) = between(*sides)
        assert (one.kind, one.file) == ("unreadable", MEETING_FILE)


EXEMPT = "    unntatt_offentlighet: {hjemmel: offl. § 13, begrunnelse: Om NN}\n"


@pytest.mark.parametrize("side", ["before", "after", "both"])
def test_of_an_exempt_case_only_its_number_and_its_keys_are_told(side: str) -> None:
    plain = MEETING
    exempt = MEETING.replace("    sakstype: vedtak\n", f"    sakstype: vedtak\n{EXEMPT}")
    before = plain if side == "after" else exempt
    after = (plain if side == "before" else exempt).replace("Uro ved", "Slagsmål ved").replace("lys,", "lås,")
    found = between({**FILES, MEETING_FILE: before}, {**FILES, MEETING_FILE: after})
    words = sentences(found)
    assert "case 1/2026: title changed (not shown)" in words
    assert "case 1/2026: action changed (not shown)" in words
    for secret in ("Uro", "Slagsmål", "lys", "lås", "NN", "offl"):
        assert secret not in " ".join(words)
        assert secret not in repr([(one.before, one.after) for one in found[0].changes])


def test_a_new_or_taken_away_exempt_case_is_told_by_its_number() -> None:
    more = MEETING + f"  - nr: 3/2026\n    tittel: Om NN\n{EXEMPT}"
    files = {**FILES, MEETING_FILE: more}
    assert sentences(between(FILES, files)) == ["new case: 3/2026"]
    assert sentences(between(files, FILES)) == ["taken away: case 3/2026"]


def test_what_became_of_an_exempt_cases_action_is_not_told() -> None:
    exempt = MEETING.replace("    sakstype: vedtak\n", f"    sakstype: vedtak\n{EXEMPT}")
    later = "type: møte\ndato: 2026-06-11\nstatus: avholdt\noppfølging:\n  - {tiltak: 2026-03-12/%s.1, merknad: %s}\n"
    file = f"{HERE}/moter/2026-06-11.yaml"
    for case, words in (("1", "remark changed (not shown)"), ("2", "remark changed from A to B")):
        before, after = ({**FILES, MEETING_FILE: exempt, file: later % (case, text)} for text in "AB")
        assert sentences(between(before, after)) == [f"follow-up of action 2026-03-12/{case}.1: {words}"]


GUEST = MEETING.replace("forfall:", "til_stede:\n  - {navn: Ola Lie, rolle: rektor, saker: [%s]}\nforfall:")


@pytest.mark.parametrize("exempt", ["before", "after", "both"])
def test_who_was_there_for_an_exempt_case_only_is_not_named(exempt: str) -> None:
    def closed(text: str, side: str) -> dict[str, str]:
        closes = exempt in (side, "both")
        return {
            **FILES,
            MEETING_FILE: text.replace("    sakstype: vedtak\n", f"    sakstype: vedtak\n{EXEMPT}") if closes else text,
        }

    found = between(closed(MEETING, "before"), closed(GUEST % "01/26", "after"))
    assert ("Ola" in " ".join(sentences(found))) is (exempt == "before")
    found = between(closed(GUEST % "1/2026", "before"), closed(MEETING, "after"))
    assert ("Ola" in " ".join(sentences(found))) is (exempt == "after")
    other = (GUEST % "1/2026").replace("rolle: rektor", "rolle: brannsjef")
    found = between(closed(GUEST % "1/2026", "before"), closed(other, "after"))
    assert "present: role changed (not shown)" in sentences(found)
    assert all(one.before is one.after is None for one in found[0].changes if "rolle" in one.path)


def test_who_was_there_for_an_open_case_too_is_named() -> None:
    both = (GUEST % "1/2026, 2/2026").replace("    sakstype: vedtak\n", f"    sakstype: vedtak\n{EXEMPT}")
    closed = MEETING.replace("    sakstype: vedtak\n", f"    sakstype: vedtak\n{EXEMPT}")
    (line,) = sentences(between({**FILES, MEETING_FILE: closed}, {**FILES, MEETING_FILE: both}))
    assert line.startswith("newly present: Ola Lie")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ["status endret fra avholdt til planlagt", "forfall, lagt til: Anne Berg"]),
        ("nn", ["status endra frå avhalde til planlagt", "forfall, lagt til: Anne Berg"]),
        ("en", ["status changed from held to planned", "apologies, added: Anne Berg"]),
    ],
)
def test_keys_and_values_are_told_in_the_readers_tongue(language: Language, words: list[str]) -> None:
    other = MEETING.replace("avholdt", "planlagt").replace("[Per Li]", "[Per Li, Anne Berg]")
    (found,) = between(FILES, {**FILES, MEETING_FILE: other})
    assert [told(change).text(language) for change in found.changes] == words


@pytest.mark.parametrize(("language", "new"), [("nb", "nytt medlem"), ("nn", "ny medlem"), ("en", "new member")])
def test_what_is_new_is_so_in_the_gender_of_its_word(language: Language, new: str) -> None:
    (found,) = between(FILES, {**FILES, COUNCIL_FILE: COUNCIL + "  - {navn: Eva Ness, rolle: politimester}\n"})
    assert [told(change).text(language).partition(":")[0] for change in found.changes] == [new]


def test_a_word_of_the_writers_own_stands_as_it_is_written() -> None:
    assert edited(MEETING_FILE, "tittel: Uro ved skolen", "tittel: ferdig")[0].endswith("to ferdig")
    assert edited(COUNCIL_FILE, "rolle: ordfører", "part: andre, rolle: leder_av_eget")[-1].endswith("to leder_av_eget")


def test_every_thing_that_stands_in_a_list_has_its_words() -> None:
    """A model added to a record without them would be a crash the day somebody changes one."""
    seen: set[type[Model]] = set()

    def visit(model: type[Model]) -> None:
        if model not in seen:
            seen.add(model)
            for attribute, inner in zip(model.model_fields, parts(model).values(), strict=True):
                if inner:
                    visit(inner)
                    if "tuple" in str(model.model_fields[attribute].annotation):
                        assert inner in THINGS, f"{model.__name__}.{attribute}"

    for kind in KINDS.values():
        visit(kind)
        assert kind in THINGS
    assert set(THINGS) <= seen | {NamedBasis}  # a text in the file, and so no mapping that keys lead to


EVALUATION = """\
type: evaluering
gjelder: politirådet
år: 2025
metode: gll
gjennomført: 2025-11-20
svar: {gjort: Mye, lært: Noe}
"""


def test_answers_and_scores_are_told_question_by_question() -> None:
    file = f"{HERE}/evaluering-2025.yaml"
    before = {**FILES, file: EVALUATION}
    after = {**FILES, file: EVALUATION.replace("lært: Noe", "lært: Mer, lurt: Alt")}
    assert sentences(between(before, after)) == ["answer learnt changed from Noe to Mer", "answer wise set to Alt"]
    without = {**FILES, file: EVALUATION.replace("svar: {gjort: Mye, lært: Noe}\n", "")}
    assert sentences(between(before, without)) == [
        "answer done taken away, was Mye",
        "answer learnt taken away, was Noe",
    ]
    assert sentences(between(without, before)) == ["answer done set to Mye", "answer learnt set to Noe"]


def headlines(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.council, said(headline(one))) for one in between(before, after)]


def test_headlines_say_what_happened_to_the_record_and_whose_it_is() -> None:
    moved = {f"{HERE}/moter/2026-03-19.yaml" if name == MEETING_FILE else name: text for name, text in FILES.items()}
    changed = {**FILES, MEETING_FILE: MEETING.replace("avholdt", "planlagt")}
    without = {name: text for name, text in FILES.items() if name != MEETING_FILE}
    assert headlines(FILES, moved) == [("moved", "Rådet", "meeting 2026-03-12, moved")]
    assert headlines(FILES, changed) == [("changed", "Rådet", "meeting 2026-03-12")]
    assert headlines(FILES, without) == [("gone", "Rådet", "taken away: meeting 2026-03-12")]
    assert headlines(FILES, {**FILES, MEETING_FILE: "["}) == [
        ("unreadable", "", "the file cannot be read on one of the sides; see kps validate")
    ]


def test_a_file_that_became_another_kind_of_record_is_told_of_as_what_it_is_now() -> None:
    other = {**FILES, MEETING_FILE: EVALUATION}
    assert headlines(FILES, other) == [("changed", "Rådet", "evaluation politirådet 2025")]
    assert headlines(FILES, dict(FILES)) == []


def test_of_something_new_the_first_five_values_are_told() -> None:
    member = "  - {navn: Eva Ness, part: andre, rolle: rektor, tittel: Rektor, virksomhet: Skolen, fra: 2026-01-01%s}\n"
    five = COUNCIL + member % ""
    six = COUNCIL + member % ", sekretær: ja"
    told_of = (
        "new member: Eva Ness "
        "(side: others, role: head teacher, title: Rektor, organisation: Skolen, first day: 2026-01-01%s)"
    )
    assert sentences(between(FILES, {**FILES, COUNCIL_FILE: five})) == [told_of % ""]
    assert sentences(between(FILES, {**FILES, COUNCIL_FILE: six})) == [told_of % ", …"]


@pytest.mark.parametrize(("length", "shown"), [(80, "decision changed from A to {text}"), (81, "decision rewritten:")])
def test_a_text_stands_in_the_sentence_while_it_is_short(length: int, shown: str) -> None:
    before, after = (
        {
            **FILES,
            MEETING_FILE: MEETING.replace("    sakstype: vedtak\n", f"    sakstype: vedtak\n    vedtak: {text}\n"),
        }
        for text in ("A", "B" * length)
    )
    assert sentences(between(before, after)) == [f"case 1/2026 Uro ved skolen: {shown.format(text='B' * length)}"]


@pytest.mark.parametrize(("length", "name"), [(63, "2/2026 " + "x" * 63), (64, "2/2026 " + "x" * 62 + "…")])
def test_a_long_name_is_cut(length: int, name: str) -> None:
    files = {**FILES, MEETING_FILE: MEETING.replace("Runde fra politiet", "x" * length)}
    changed = {**FILES, MEETING_FILE: files[MEETING_FILE].replace("orientering", "drøfting")}
    assert sentences(between(files, changed)) == [
        f"case {name}: kind of case changed from for information to for discussion"
    ]


def test_what_is_half_alike_or_less_is_another_thing() -> None:
    file = f"{HERE}/avtale-2024.yaml"
    goals = "type: avtale\navtaletype: samarbeidsavtale\nstatus: tilbudt\ntilbudt: 2024-01-01\nmål:\n  - {%s}\n"
    before = {**FILES, file: goals % "tekst: Færre unge i rusmiljøer, til: 2027-12-31"}
    after = {**FILES, file: goals % "tekst: Trygge skoleveier, til: 2027-12-31"}
    assert sentences(between(before, after)) == [
        "new goal: Trygge skoleveier (last day: 2027-12-31)",
        "taken away: goal Færre unge i rusmiljøer",
    ]


@pytest.mark.parametrize("sides", [("frist: 2026-09-01", "frist: mai"), ("frist: mai", "frist: 2026-09-01")])
def test_a_value_that_cannot_be_read_is_not_told_of_as_gone_or_new(sides: tuple[str, str]) -> None:
    before, after = ({**FILES, MEETING_FILE: MEETING.replace("frist: 2026-09-01", side)} for side in sides)
    words = "action Montere lys: deadline cannot be read on one of the sides; see kps validate"
    assert sentences(between(before, after)) == [f"case 1/2026 Uro ved skolen: {words}"]


def test_an_agreement_is_called_by_whom_it_is_with() -> None:
    agreement = "type: avtale\navtaletype: samarbeidsavtale\nkommuner: ['4205', '4206']\nstatus: tilbudt\n"
    school = "type: avtale\navtaletype: skoleavtale\nskole: Mandal vgs.\nkommuner: ['4205']\nstatus: tilbudt\n"
    after = {**FILES, f"{HERE}/avtale-2026.yaml": agreement, f"{HERE}/avtale-mandal.yaml": school}
    assert [said(headline(one)) for one in between(FILES, after)] == [
        "new agreement: 4205 Lindesnes, 4206 Farsund (kind of agreement: cooperation agreement, status: offered)",
        "new agreement: 4205 Lindesnes Mandal vgs. (kind of agreement: school agreement, status: offered)",
    ]
