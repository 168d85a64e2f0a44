"""What kps mends: each slip of the contract, byte for byte, and no harm in any other file."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kps.checking.engine import check
from kps.fixes.mending import mended
from kps.register.pieces import Pieces
from kps.register.tree import Folder, Overlay

DAY = date(2026, 11, 23)
AGDER = Path(__file__).parents[2] / "examples" / "agder"
COUNCIL = "politirad/4205-lindesnes"
MEETING = f"{COUNCIL}/moter/2026-09-10.yaml"


@pytest.fixture(scope="session")
def lindesnes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of one council, taken from the example."""
    root = tmp_path_factory.mktemp("lindesnes")
    shutil.copytree(AGDER / COUNCIL, root / COUNCIL)
    shutil.copytree(AGDER / "politikontakter", root / "politikontakter")
    charter = (AGDER / "kps.yaml").read_text(encoding="utf-8")
    (root / "kps.yaml").write_text(charter, encoding="utf-8")
    return root


def fixed(root: Path, file: str, text: bytes, *, unsafe: bool = False) -> bytes:
    """A file of the register as it is when it has been mended."""
    return mended(Overlay(Folder(root), {file: text}), DAY, lambda _: True, unsafe=unsafe).files.get(file, text)


SLIPS = [
    (MEETING, "status: avholdt", "status: avhldt"),
    (MEETING, "dato: 2026-09-10", "dato: 10.9.2026"),
    (MEETING, "dato: 2026-09-10", "dato: 10/9 2026"),
    (MEETING, "dato: 2026-09-10", "dato: 10. september 2026"),
    (MEETING, "dato: 2026-09-10", "dato: 10 sept. 2026"),
    (MEETING, "dato: 2026-09-10", "dato: 2026-9-10"),
    (MEETING, "innkalling: {sendt: 2026-08-27}", "innkalling: {sendt: 2026-08-27, sendt: 2026-08-27}"),
    (MEETING, "innkalling: {sendt: 2026-08-27}", "innkalling: {sendt: 2026-08-27, 'sendt': \"2026-08-27\"}"),
    (MEETING, "sted: Mandal politistasjon", "sted: Mandal politistasjon\nsted: 'Mandal politistasjon'  # igjen"),
    (MEETING, 'start: "09:00"', "start: 9.00"),
    (MEETING, 'start: "09:00"', "start: kl. 9"),
    (MEETING, 'start: "09:00"', "start: 9"),
    (MEETING, "type: møte\n", ""),
    (MEETING, "dato: 2026-09-10\n", ""),
    (MEETING, "møteleder:", "moteleder:"),
    (MEETING, "sted: Mandal politistasjon", "sted: Mandal politistasjon\nsted: Mandal politistasjon"),
    (f"{COUNCIL}/politirad.yaml", "type: politiråd", "type: politirad"),
]
"""Where, as it should be, and as it was typed."""


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("file", "right", "slip"), SLIPS, ids=[slip or right for _, right, slip in SLIPS])
def test_a_slip_is_mended_and_every_other_byte_stays(
    lindesnes: Path, file: str, right: str, slip: str, ends: str
) -> None:
    sound = (lindesnes / file).read_bytes().replace(b"\n", ends.encode())
    typed = sound.replace(right.replace("\n", ends).encode(), slip.replace("\n", ends).encode(), 1)
    assert typed != sound
    assert fixed(lindesnes, file, b"\xef\xbb\xbf" + typed) == b"\xef\xbb\xbf" + sound


def _untidy(text: str) -> str:
    """The text with comments that hold tabs, blank lines with blanks, both line ends by turns, and none at the end."""
    lines = []
    for number, line in enumerate(text.splitlines()):
        if line[:1].isalpha():
            lines += [f"#\t{number} merknad \t", "  "]
        lines.append(line)
    ends = ("\n", "\r\n")
    return "".join(line + ends[number % 2] for number, line in enumerate(lines)).rstrip("\r\n")


IN_ONE_LINE = [one for one in SLIPS if "\n" not in one[1] + one[2]]


@pytest.mark.parametrize(("file", "right", "slip"), IN_ONE_LINE, ids=[slip for _, _, slip in IN_ONE_LINE])
def test_an_untidy_file_stays_untidy(lindesnes: Path, file: str, right: str, slip: str) -> None:
    sound = _untidy((lindesnes / file).read_text(encoding="utf-8"))
    typed = sound.replace(right, slip, 1)
    assert typed != sound
    assert fixed(lindesnes, file, typed.encode()) == sound.encode()


@pytest.mark.parametrize(
    ("slip", "mend"),
    [
        ("Møte: kl. ni", '"Møte: kl. ni"'),
        ("@rådhuset", '"@rådhuset"'),
        ("%-vis", '"%-vis"'),
        ("[Utkast] Rådhuset", '"[Utkast] Rådhuset"'),
        ('- "Rådhuset"', '"- \\"Rådhuset\\""'),
        ("> ti personer", '"> ti personer"'),
        ("Møte: rom 2 # ved torget", '"Møte: rom 2" # ved torget'),
        ("Møte: rom #2", '"Møte: rom #2"'),
        ("Råd\x07huset", "Rådhuset"),
        ("Rådhuset #2\n  inngang B", '"Rådhuset #2\n  inngang B"'),
    ],
)
def test_a_text_that_yaml_takes_for_more_is_put_in_quotes(lindesnes: Path, slip: str, mend: str) -> None:
    sound = (lindesnes / MEETING).read_text(encoding="utf-8")
    line = "sted: Mandal politistasjon"
    assert (
        fixed(lindesnes, MEETING, sound.replace(line, f"sted: {slip}").encode())
        == sound.replace(line, f"sted: {mend}").encode()
    )


@pytest.mark.parametrize(
    "slip",
    [
        "til_stede: [Turid Holmesland, Asbjørn Vikse}",  # no text may stand there
        "  sted: Mandal politistasjon",  # too far in: it is no part of the text above
        "sted: x\nsted: y",  # which of the two?
        "statsu: avholdt\nstatus: avholdt",  # the key is there already
    ],
)
def test_what_a_person_must_settle_is_left(lindesnes: Path, slip: str) -> None:
    key = slip.strip().partition(":")[0].replace("statsu", "status")
    sound = (lindesnes / MEETING).read_text(encoding="utf-8")
    typed = re.sub(rf"(?m)^{key}:.*$", slip, sound, count=1).encode()
    assert fixed(lindesnes, MEETING, typed, unsafe=True) == typed


def test_a_mend_after_which_something_else_is_found_is_left_and_told(lindesnes: Path) -> None:
    file = f"{COUNCIL}/politirad.yaml"
    typed = (lindesnes / file).read_bytes().replace(b"status: aktivt", b"status: aktiv")
    result = mended(Overlay(Folder(lindesnes), {file: typed}), DAY, lambda _: True)
    assert not result.files
    assert list(result.left) == [file]


def test_what_a_person_should_look_at_is_mended_only_when_asked(lindesnes: Path) -> None:
    sound = (lindesnes / MEETING).read_bytes()
    typed = sound.replace(b"- Turid Holmesland", b"").replace(
        b"til_stede: [Turid Holmesland", b"til_stede: [Turid Holmeslnd"
    )
    assert typed != sound
    assert fixed(lindesnes, MEETING, typed) == typed
    assert fixed(lindesnes, MEETING, typed, unsafe=True) == sound


def test_what_is_nearly_a_topic_is_mended_when_asked_but_not_the_name_of_a_focus_area(lindesnes: Path) -> None:
    file = f"{COUNCIL}/avtale-2023.yaml"
    sound = (lindesnes / file).read_bytes()
    slipped = sound.replace(
        b"satsingsomr\xc3\xa5der:\n", b"satsingsomr\xc3\xa5der:\n  - {navn: Trygge skolerr, tema: trygge skolerr}\n"
    )
    assert fixed(lindesnes, file, slipped, unsafe=True) == slipped.replace(
        b"tema: trygge skolerr", b"tema: trygge skoler"
    )
    named = slipped.replace(b", tema: trygge skolerr", b"")
    assert fixed(lindesnes, file, named, unsafe=True) == named


def test_the_old_encoding_becomes_utf_8_when_asked(lindesnes: Path) -> None:
    sound = (lindesnes / MEETING).read_bytes()
    typed = sound.decode().encode("cp1252", errors="ignore")
    assert fixed(lindesnes, MEETING, typed) == typed
    assert fixed(lindesnes, MEETING, typed, unsafe=True) == typed.decode("cp1252").encode()


def _slips(text: str, pick: random.Random) -> str:
    """The text with one to three slips of the pen."""
    for _ in range(pick.randint(1, 3)):
        words = list(re.finditer(r"[^\W\d_]{5,}", text))
        word = pick.choice(words)
        place = pick.randrange(word.start() + 1, word.end() - 1)
        kind = pick.randrange(3)
        text = text[:place] + ("", text[place] * 2, "x")[kind] + text[place + 1 :]
    return text


@pytest.mark.parametrize("seed", range(12))
def test_mending_finds_nothing_new_and_is_done_after_one_run(lindesnes: Path, seed: int) -> None:
    pick = random.Random(seed)
    files = sorted(file.relative_to(lindesnes).as_posix() for file in (lindesnes / COUNCIL).rglob("*.yaml"))
    typed = {
        file: _slips((lindesnes / file).read_text(encoding="utf-8"), pick).encode() for file in pick.sample(files, 3)
    }
    tree = Overlay(Folder(lindesnes), typed)
    result = mended(tree, DAY, lambda _: True, unsafe=bool(seed % 2))
    after = Overlay(Folder(lindesnes), {**typed, **result.files})
    sound = Counter(_same(Folder(lindesnes)))
    assert not Counter(_same(after)) - Counter(_same(tree)) - sound
    again = mended(after, DAY, lambda _: True, unsafe=bool(seed % 2))
    assert not again.files


def _same(tree: Folder | Overlay) -> list[tuple[str, str, str]]:
    found = check([Pieces().renewed(tree).assembled(".")], DAY)
    return [(one.code, one.file, str(one.message)) for one in found]
