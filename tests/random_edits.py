"""Registers to begin with, and edits drawn at random: what people, and programs that keep folders in step, may do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kps.output.rule_cases import Case, cases
from kps.resources import folder

EXAMPLES = Path(__file__).parents[1] / "examples"

Texts = Mapping[str, str]
Edits = dict[str, str | None]
"""What some files hold after an edit; None for one that is gone."""

# Municipalities of one police district, which cases are moved to so that several stand side by side.
_PLACES = (
    ("4205", "lindesnes"), ("4202", "grimstad"), ("4207", "flekkefjord"), ("4218", "iveland"), ("4222", "bykle"),
    ("4227", "kvinesdal"), ("4203", "arendal"), ("4204", "kristiansand"),
)  # fmt: skip


def all_cases() -> tuple[Case, ...]:
    """Every case of every rule."""
    return tuple(case for file in sorted(folder("cases").glob("*.yaml")) for some in cases(file.stem) for case in some)


def example(name: str) -> Texts:
    """One of the examples."""
    root = EXAMPLES / name
    return {
        file.relative_to(root).as_posix(): file.read_bytes().decode("utf-8", "replace")
        for file in sorted(root.rglob("*"))
        if file.is_file() and not file.name.startswith(".")
    }


def side_by_side(some: tuple[Case, ...]) -> Texts:
    """Several cases in one register, each in a municipality of its own; the first one's kps.yaml counts."""
    texts: dict[str, str] = {}
    for place, case in zip(_PLACES, some, strict=False):
        texts = {_moved(file, place): _moved(text, place) for file, text in case.files.items()} | texts
    numbers = ", ".join(f'"{number}"' for number, _ in _PLACES)
    return texts | {"kps.yaml": texts["kps.yaml"].replace('kommuner: ["4205"]', f"kommuner: [{numbers}]")}


def _moved(text: str, place: tuple[str, str]) -> str:
    number, name = place
    return text.replace("4205", number).replace("lindesnes", name).replace("Lindesnes", name.title())


# --- edits -------------------------------------------------------------------------------------------------

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"(?<![\d-])(?:3|4)\d{3}(?![\d-])")
_NAME = re.compile(r"\b[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+\b")
_LINE = re.compile(r"^( *(?:- )?[a-zæøå_]+:) .+$", re.MULTILINE)
_RUBBISH = ("", "[", "tull", "{a: b}", "12. mars", "[[x]]", '"', "true", "4299", "nei")
_WORDS = (
    ("aktivt", "nedlagt", "invitert", "takket_nei"), ("avholdt", "planlagt", "avlyst"),
    ("inngått", "tilbudt", "avsluttet"), ("samarbeidsavtale", "skoleavtale", "fylkeskommuneavtale"),
    ("ja", "nei"), ("politi", "kommune", "andre"), ("ordfører", "kommunedirektør", "politikontakt", "rektor"),
    ("ferdig", "pågår", "bortfalt"), ("slt", "annen", "ingen"),
)  # fmt: skip
_CODES = (
    "M401",
    "M403",
    "M411",
    "M413",
    "M418",
    "R401",
    "R405",
    "R406",
    "K501",
    "K507",
    "A301",
    "A313",
    "E701",
    "P003",
)
_IDENTITY = "01019075180"


def edit(dice: Random, texts: Texts) -> Edits:
    """One edit, of any kind."""
    (kind,) = dice.choices(tuple(_KINDS), tuple(_KINDS.values()))
    return kind(dice, texts)


def a_day(dice: Random, near: date) -> date:
    """A day to ask about."""
    return near + timedelta(days=dice.choice((-800, -366, -40, -1, 0, 1, 15, 40, 100, 366, 800)))


def _records(texts: Texts) -> list[str]:
    return [file for file in texts if file.endswith((".yaml", ".yml"))]


def _written(dice: Random, texts: Texts, pattern: re.Pattern[str]) -> str:
    """Something of a kind that stands somewhere in the register."""
    for file in dice.sample(sorted(texts), min(5, len(texts))):
        if found := pattern.findall(texts[file]):
            return str(dice.choice(found))
    return dice.choice(_RUBBISH)


def _another_value(dice: Random, texts: Texts) -> Edits:
    file = dice.choice(_records(texts))
    pattern = dice.choice((_DATE, _NUMBER, _NAME))
    found = list(pattern.finditer(texts[file]))
    if not found:
        return _another_word(dice, texts)
    there = dice.choice(found)
    return {file: _with(texts[file], there.span(), _written(dice, texts, pattern))}


def _another_word(dice: Random, texts: Texts) -> Edits:
    file, words = dice.choice(_records(texts)), dice.choice(_WORDS)
    found = [one for word in words for one in re.finditer(rf"(?<=[ \[,]){word}\b", texts[file])]
    return {file: _with(texts[file], dice.choice(found).span(), dice.choice(words))} if found else {}


def _with(text: str, place: tuple[int, int], value: str) -> str:
    return text[: place[0]] + value + text[place[1] :]


def _a_line(dice: Random, texts: Texts, file: str | None = None) -> Edits:
    """A line taken away, given twice, or with rubbish for a value."""
    file = file or dice.choice(_records(texts))
    found = list(_LINE.finditer(texts[file]))
    if not found:
        return {file: "type: møte\n"}
    line = dice.choice(found)
    new = dice.choice(("", f"{line[0]}\n{line[0]}", *(f"{line[1]} {one}" for one in _RUBBISH)))
    return {file: _with(texts[file], line.span(), new)}


def _a_new_place(dice: Random, texts: Texts) -> Edits:
    """A file copied: to another folder, under another name, as a copy is named, as nobody reads it."""
    file = dice.choice(sorted(texts))
    within, _, name = file.rpartition("/")
    stem, _, ending = name.rpartition(".")
    folders = sorted({one.rpartition("/")[0] for one in texts} | {"avtaler", "kunnskap", f"{within}/nytt"})
    name = dice.choice(
        (name, name, f"{stem} (1).{ending}", f"{name}.txt", f"{stem}-2.{ending}", "2026-10-01.yaml", f"{_IDENTITY}.md")
    )
    place = f"{dice.choice((within, *folders))}/{name}".lstrip("/")
    return {place: texts[file]}


def _moved_file(dice: Random, texts: Texts) -> Edits:
    copied = _a_new_place(dice, texts)
    (text,) = copied.values()
    return {next(file for file in texts if texts[file] == text): None} | copied


def _gone(dice: Random, texts: Texts) -> Edits:
    return {dice.choice(sorted(texts)): None}


def _added(dice: Random, texts: Texts, file: str, text: str) -> Edits:
    return {file: f"{texts[file].rstrip()}\n{text}\n"}


def _a_waiver(dice: Random, texts: Texts) -> Edits:
    file = dice.choice((*_records(texts), "kps.yaml", "kps.yaml"))
    until, number = _written(dice, texts, _DATE), _written(dice, texts, _NUMBER)
    about = dice.choice(("", f', kommune: "{number}"'))
    waiver = f"unntak: [{{regel: {dice.choice(_CODES)}, begrunnelse: B, til: {until}{about}}}]"
    return _added(dice, texts, file, waiver) if file in texts else {}


def _a_joint_meeting(dice: Random, texts: Texts) -> Edits:
    meetings = [file for file in texts if "/moter/" in file]
    folders = [file.split("/")[-2] for file in texts if file.endswith("/politirad.yaml")]
    names = [one[1] for file in texts for one in re.finditer(r"^navn: (.+)$", texts[file], re.MULTILINE)]
    if not meetings or not folders:
        return {}
    with_whom = dice.choice((dice.choice(folders), dice.choice(names or folders), dice.choice(folders)[:-1], "Skolene"))
    return _added(dice, texts, dice.choice(meetings), f'felles_med: ["{with_whom}"]')


def _a_contact(dice: Random, texts: Texts) -> Edits:
    """Other municipalities of a contact's, or another contact of a council's."""
    contacts = [file for file in texts if "politikontakter/" in file]
    councils = [file for file in texts if file.endswith("/politirad.yaml")]
    if contacts and dice.random() < 0.5:
        file = dice.choice(contacts)
        numbers = ", ".join(f'"{_written(dice, texts, _NUMBER)}"' for _ in range(dice.randint(1, 4)))
        return {file: re.sub(r"^kommuner:.*$", f"kommuner: [{numbers}]", texts[file], flags=re.MULTILINE)}
    if not councils:
        return {}
    stems = [file.rpartition("/")[2].partition(".")[0] for file in contacts]
    file, id = dice.choice(councils), dice.choice((*stems, "kari-hansn", "ingen"))
    return {file: re.sub(r"^politikontakt:.*$\n?", "", texts[file], flags=re.MULTILINE) + f"politikontakt: {id}\n"}


def _a_file_named(dice: Random, texts: Texts) -> Edits:
    councils = [file for file in texts if file.endswith("/politirad.yaml")]
    names = [file.rpartition("/")[2] for file in texts]
    named = dice.choice((dice.choice(names), f"moter/{dice.choice(names)}", "../felles/plan.md", "../../kps.yaml"))
    return _added(dice, texts, dice.choice(councils), f"plan: {{tittel: P, fil: {named}}}") if councils else {}


def _a_product(dice: Random, texts: Texts) -> Edits:
    """A knowledge product, of the whole register or of one council; or a plan that names one, be it there or not."""
    councils = [file for file in texts if file.endswith("/politirad.yaml")]
    if not councils:
        return {}
    council, id = dice.choice(councils), dice.choice(("ungdata", "ungdata", "situasjonsbilde", "ungdta"))
    if dice.random() < 0.5:
        return _added(dice, texts, council, f"handlingsplaner: [{{tittel: P, kunnskapsgrunnlag: [{id}], mål: [rus]}}]")
    place = dice.choice(("kunnskap", council.replace("politirad.yaml", "grunnlag")))
    day = _written(dice, texts, _DATE)
    text = f"type: kunnskapsgrunnlag\ntittel: {id}\nkilde: kommune\ndato: {day}\ninnbyggere: ja\n"
    return {f"{place}/{id}.yaml": text}


def _a_goal(dice: Random, texts: Texts) -> Edits:
    """A goal of an agreement's, perhaps one that cannot be read."""
    agreements = [file for file in texts if file.rpartition("/")[2].startswith("avtale")]
    goals = dice.choice(("[{id: rus, tekst: T}]", "[{id: rs, tekst: T}]", "[[x]]"))
    return _added(dice, texts, dice.choice(agreements), f"mål: {goals}") if agreements else {}


def _a_private_number(dice: Random, texts: Texts) -> Edits:
    file = dice.choice(sorted(texts))
    return _added(dice, texts, file, f"# {_IDENTITY}")


def _kps_yaml(dice: Random, texts: Texts) -> Edits:
    return _a_line(dice, texts, "kps.yaml") if "kps.yaml" in texts else {}


def _cut_short(dice: Random, texts: Texts) -> Edits:
    """A file that cannot be read."""
    file = dice.choice(_records(texts))
    return {file: texts[file][: dice.randint(0, len(texts[file]))] + dice.choice(("[", '"', ""))}


_KINDS: Mapping[Callable[[Random, Texts], Edits], int] = {
    _another_value: 8, _another_word: 5, _a_line: 4, _a_new_place: 3, _moved_file: 2, _gone: 2, _a_waiver: 2,
    _a_joint_meeting: 2, _a_contact: 2, _a_product: 2, _a_goal: 1, _a_file_named: 1,
    _a_private_number: 1, _kps_yaml: 1,
    _cut_short: 1,
}  # fmt: skip


def edited(dice: Random, texts: Texts, count: int) -> Iterator[tuple[Texts, Edits]]:
    """So many edits, one after the other: what each left, and what it changed."""
    now = dict(texts)
    for _ in range(count):
        changed = edit(dice, now)
        now = {file: text for file, text in (now | changed).items() if text is not None}
        if not _records(now):
            return
        yield now, changed


def try_many(differences: Callable[[int], Iterator[str | None]], edits: int) -> None:
    """Draw edits until so many are tried, and print how many; SystemExit tells of the first difference."""
    tried, seed = 0, 1000
    while tried < edits:
        for found in differences(seed):
            tried += 1
            if found:
                raise SystemExit(f"seed {seed}, after {tried} edits: {found}")
        seed += 1
    print(f"{tried} edits, no difference")
