"""Registers that a stranger, a sync program or an accident might leave: every tree here is one that kps must survive.

``python tests/hostile/make_hostile.py DIR`` makes them all below DIR, to be looked at and tried by hand.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import struct
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from hostile_texts import (
    AGREEMENT,
    CHARTER,
    CONTACT,
    COUNCIL,
    ENCODINGS,
    EVALUATION,
    MEETING,
    NAMES,
    ODD_VALUES,
    YAML,
    Files,
)

FOLDER = "politirad/4205-lindesnes"
MEETINGS = f"{FOLDER}/moter"

Maker = Callable[[Path], None]
MAKERS: dict[str, Maker] = {}


def tree(make: Maker) -> Maker:
    """A tree by the name of its maker."""
    MAKERS[make.__name__] = make
    return make


def write(root: Path, files: Files) -> None:
    """The files, with their folders."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def sound(root: Path) -> None:
    """A small register in which nothing is wrong but that it is small."""
    write(
        root,
        {
            "kps.yaml": CHARTER,
            f"{FOLDER}/politirad.yaml": COUNCIL,
            f"{FOLDER}/avtale-2025.yaml": AGREEMENT,
            f"{FOLDER}/evaluering-2025.yaml": EVALUATION,
            f"{MEETINGS}/2026-03-12.yaml": MEETING,
            f"{MEETINGS}/2026-12-03.yaml": "type: møte\ndato: 2026-12-03\nstatus: planlagt\n",
            "politikontakter/kari-hansen.yaml": CONTACT,
        },
    )


def oddities(root: Path, ending: str) -> None:
    """Files of every kind that is not a regular one, and of every size and name."""
    (root / "mappe").mkdir(exist_ok=True)
    for name, target in {
        "ring": f"ring{ending}", "ring1": f"ring2{ending}", "ring2": f"ring1{ending}", "ingenting": "borte",
        "mappe-lenke": "mappe", "ut": "/etc/passwd", "opp": "../../../../../../etc/hostname", "null": "/dev/null",
        "uendelig": "/dev/zero", "inn": "/dev/stdin",
    }.items():  # fmt: skip
        (root / f"{name}{ending}").symlink_to(target)
    os.mkfifo(root / f"ror{ending}")
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(root)  # a socket's path must be short
        made.bind(f"socket{ending}")
        os.chdir(here)
    with (root / f"stor{ending}").open("wb") as sparse:
        sparse.truncate(3 * 1024**3)
    (root / f"stengt{ending}").write_text("navn: x\n", encoding="utf-8")
    (root / f"stengt{ending}").chmod(0)
    if os.getuid() == 0:
        os.mknod(root / f"enhet{ending}", 0o600 | 0o020000, os.makedev(1, 5))


@tree
def odd_records(root: Path) -> None:
    """Pipes, links, devices and the like where records lie."""
    sound(root)
    oddities(root / MEETINGS, ".yaml")
    oddities(root, ".md")
    for shut in ("stengt", "utforsk"):
        (root / shut).mkdir()
        (root / shut / "a.yaml").write_text(CONTACT, encoding="utf-8")
    (root / "utforsk").chmod(0o444)
    (root / "stengt").chmod(0)


@tree
def odd_templates(root: Path) -> None:
    """The same among a register's own templates and styles."""
    sound(root)
    (root / "maler/nb").mkdir(parents=True)
    oddities(root / "maler/nb", ".md.j2")
    os.mkfifo(root / "maler/papir.css")
    (root / "maler/papir.docx").symlink_to("papir.docx")


@tree
def odd_papers(root: Path) -> None:
    """The same among kept papers; and archives that unpack to anything."""
    sound(root)
    papers = root / FOLDER / "dokumenter"
    papers.mkdir()
    for ending in (".docx", ".pdf", ".md"):
        (papers / ending[1:]).mkdir()
        oddities(papers, ending)
    os.mkfifo(papers / "2026-03-12.ics")
    (papers / "2026-03-12-referat.md").symlink_to("../../../../borte")
    stamp = b"kps-stamp-0123456789ab-01234567"
    for name, method in (("bombe", zipfile.ZIP_DEFLATED), ("lzma", zipfile.ZIP_LZMA), ("bzip", zipfile.ZIP_BZIP2)):
        with zipfile.ZipFile(papers / f"{name}.docx", "w", method) as archive:
            archive.writestr("docProps/core.xml", stamp + b"\0" * 50_000_000)
    with zipfile.ZipFile(papers / "mange.docx", "w") as archive:
        for number in range(5000):
            archive.writestr(str(number), b"")
    whole = (papers / "bombe.docx").read_bytes()
    (papers / "halv.docx").write_bytes(whole[: len(whole) // 2])
    (papers / "kryptert.docx").write_bytes(whole.replace(b"\x14\x00\x00", b"\x14\x00\x01"))
    end = struct.pack("<HHHHIIH", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)
    (papers / "tull.docx").write_bytes(b"PK\x05\x06" + end)


def odd_charter(kind: str) -> Maker:
    """A kps.yaml that is no file to be read."""

    def make(root: Path) -> None:
        sound(root)
        charter = root / "kps.yaml"
        charter.unlink()
        match kind:
            case "ring":
                charter.symlink_to("kps.yaml")
            case "pipe":
                os.mkfifo(charter)
            case "sparse":
                with charter.open("wb") as sparse:
                    sparse.truncate(3 * 1024**3)
            case "zero":
                charter.symlink_to("/dev/zero")
            case "shut":
                charter.write_text(CHARTER, encoding="utf-8")
                charter.chmod(0)
            case "folder":
                charter.mkdir()
                write(charter, {"a.yaml": CONTACT})
            case "capitals":
                write(root, {"KPS.YAML": CHARTER})
            case "empty":
                charter.touch()

    make.__doc__ = f"A kps.yaml of the kind {kind}."
    return make


for _kind in ("ring", "pipe", "sparse", "zero", "shut", "folder", "capitals", "empty"):
    MAKERS[f"charter_{_kind}"] = odd_charter(_kind)


@tree
def names(root: Path) -> None:
    """Names that terminals, build servers, shells and other systems read otherwise."""
    sound(root)
    for name in NAMES:
        write(root, {f"{MEETINGS}/{os.fsdecode(name)}": MEETING, f"politikontakter/{os.fsdecode(name)}": CONTACT})
    write(root / os.fsdecode(b"indre\xff"), {"kps.yaml": CHARTER, "a.yaml": CONTACT})


@tree
def deep(root: Path) -> None:
    """Folders nested deeper than Python's stack, and than a path may be long."""
    sound(root)
    for name, count in (("d", 1500), ("x" * 200, 30)):
        here = os.open(root, os.O_RDONLY)
        for _ in range(count):
            os.mkdir(name, dir_fd=here)
            inner = os.open(name, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        os.close(os.open("a.yaml", os.O_CREAT | os.O_WRONLY, dir_fd=here))
        os.close(here)


@tree
def encodings(root: Path) -> None:
    """Bytes that are no text, or another text than they seem."""
    sound(root)
    write(root, {f"politikontakter/{name}.yaml": content for name, content in ENCODINGS.items()})
    write(root, {f"{FOLDER}/{name}.md": content for name, content in ENCODINGS.items()})


def yaml_texts(some: slice) -> Maker:
    """Texts that make a parser work, nest or blow up, as meetings."""

    def make(root: Path) -> None:
        sound(root)
        start = "type: møte\ndato: 2026-03-12\nstatus: avholdt\n"
        for name, text in list(YAML.items())[some]:
            write(root, {f"{MEETINGS}/{name}.yaml": text, f"{MEETINGS}/m{name}.yaml": f"{start}{text!s}"})

    make.__doc__ = yaml_texts.__doc__
    return make


for _part in range(len(YAML)):
    MAKERS[f"yaml_{_part}"] = yaml_texts(slice(_part, _part + 1))


@tree
def odd_values(root: Path) -> None:
    """Every key of every record with every kind of value but its own."""
    sound(root)
    chance = random.Random(10)
    for number, (kind, text) in enumerate(_keyed()):
        lines = [f"{key}: {chance.choice(ODD_VALUES)}\n" for key in chance.sample(text, min(12, len(text)))]
        write(root, {f"{FOLDER}/{kind}-{number}/verdi-{number}.yaml": f"type: {kind}\n{''.join(lines)}"})


def _keyed() -> Iterator[tuple[str, list[str]]]:
    """The kinds, and each's keys, many times over."""
    from kps.models.base import parts
    from kps.models.parse import KINDS

    for _ in range(25):
        for kind, model in KINDS.items():
            yield kind, [key for key in parts(model) if key != "type"]


@tree
def many(root: Path) -> None:
    """More of everything than anybody would type."""
    sound(root)
    people = "".join(f"  - {{navn: N{n}, rolle: ordfoerer, kommune: '{n % 10000:04}'}}\n" for n in range(1_000))
    present = "".join(f"  - M{n}\n" for n in range(1_000))
    item = "  - {{nr: {}/2026, tittel: T, tema: trygge skole, tiltak: [{{hva: H}}]}}\n"
    meeting = f"type: møte\ndato: 2026-03-12\nstatus: avholdt\ntil_stede:\n{present}saker:\n"
    write(
        root,
        {
            f"{FOLDER}/politirad.yaml": COUNCIL + people,
            f"{MEETINGS}/2026-03-12.yaml": meeting + "".join(item.format(number) for number in range(1_000)),
        },
    )


@tree
def many_files(root: Path) -> None:
    """Thousands of small files."""
    sound(root)
    for number in range(1_000):
        write(root, {f"{MEETINGS}/{number}.yaml": "type: møte\n", f"{FOLDER}/vedlegg/{number} (1).yaml": "a: 1\n"})


@tree
def registers_in_a_circle(root: Path) -> None:
    """Registers in registers, and folders that are links back up."""
    sound(root)
    for inner in ("a", "a/b", "a/b/c"):
        sound(root / inner)
        (root / inner / "opp").symlink_to("..")
        (root / inner / "selv").symlink_to(".")
    (root / MEETINGS / "alt").symlink_to("../../..")


@tree
def odd_inputs(root: Path) -> None:
    """What is named on the command line: baselines and reports that are none."""
    sound(root)
    inputs = root / "inn"
    inputs.mkdir()
    oddities(inputs, ".json")
    (inputs / "dyp.json").write_text("[" * 1_000_000, encoding="utf-8")
    (inputs / "surrogat.json").write_text(r'{"version": 1, "known": {"\ud800": "\ud800"}}', encoding="utf-8")
    (inputs / "tall.json").write_text("9" * 100_000, encoding="utf-8")
    (inputs / "liste.json").write_text(f'{{"version": 1, "known": [{"1," * 100_000}1]}}', encoding="utf-8")
    (inputs / "latin1.json").write_bytes(b'{"version": 1, "known": "\xf8"}')
    (inputs / "tom.json").touch()


def odd_days(choices: tuple[str, ...]) -> Maker:
    """The example's register with the days of its records at the ends of the calendar."""

    def make(root: Path) -> None:
        chance = random.Random(10)
        shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
        for file in root.rglob("*.yaml"):
            text = file.read_text(encoding="utf-8")
            file.write_text(DAY.sub(lambda day: chance.choice(choices) or day[0], text), encoding="utf-8")

    make.__doc__ = odd_days.__doc__
    return make


EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "agder"
DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")
for _number, _choices in enumerate((("0001-01-01",), ("9999-12-31",), ("0001-01-01", "9999-12-31", "", ""))):
    MAKERS[f"days_{_number}"] = odd_days(_choices)


def odd_git(kind: str) -> Maker:
    """A .git that is not what git makes."""

    def make(root: Path) -> None:
        sound(root)
        match kind:
            case "pipe":
                os.mkfifo(root / ".git")
            case "ring":
                (root / ".git").symlink_to(".git")
            case "file":
                (root / ".git").write_text("gitdir: /dev/zero\n", encoding="utf-8")
            case "sparse":
                with (root / ".git").open("wb") as sparse:
                    sparse.truncate(3 * 1024**3)
            case "bare":
                write(root, {"HEAD": "ref: refs/heads/main\n", "objects/x": "", "refs/x": "", "config": GIT_CONFIG})

    make.__doc__ = f"A .git of the kind {kind}."
    return make


GIT_CONFIG = "[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = touch eid; false\n"

for _kind in ("pipe", "ring", "file", "sparse", "bare"):
    MAKERS[f"git_{_kind}"] = odd_git(_kind)


def make(root: Path, names: Iterable[str]) -> None:
    """The trees of these names, each in a folder by its name."""
    for name in names:
        (root / name).mkdir(parents=True)
        MAKERS[name](root / name)


if __name__ == "__main__":
    make(Path(sys.argv[1]), MAKERS)
