"""kps beside its peers over made countries: ``python side_by_side.py FOLDER [--times N] [--note FILE] [SIZE...]``.

Each measure is a whole process: CPU seconds (user and system together) and the most memory that it held, the median of
N runs of one sitting. A size is a number of records; each has its country in FOLDER, made where it is not there yet.
The peers are those that are found: yamllint, check-jsonschema with kps's schemas, ryl. The floor is what Python cannot
do without: libyaml's events of every file, and pydantic's reading of every value. ``--note`` writes docs/ytelse.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import log
from pathlib import Path
from statistics import median

import make_country

from kps import __version__
from kps.models.layout import kind_at
from kps.source import read

DISTRICTS: dict[int, tuple[int, tuple[str, ...]]] = {
    600: (10, ("Finnmark",)),
    2_000: (10, ("Innlandet",)),
    6_000: (10, ("Agder", "Innlandet", "Nordland", "Øst")),
    15_000: (10, ()),
    60_000: (40, ()),
}
"""Of how many years, and of which police districts, a country of a size is; of all where none is named."""

ROOT = Path(__file__).parents[2]
PEERS = {
    "yamllint": ("yamllint", "."),
    "ryl": ("ryl", "check", "--enable", "key-duplicates", "."),
    "check-jsonschema": (),
}
SLOW_UP_TO = 2_000
"""Records that the slow peers are given; they grow in proportion."""
MISSES = "\n## What is missed, and why\n"
"""What stands in the note from here on is written by hand, and left as it is."""
KPS = (sys.executable, "-m", "kps")
DAY = ("--as-of", str(make_country.AS_OF))
JSON = ("--format", "json")
SETTLED = 3.5
"""Seconds after which kps believes what stat says of a file."""

FLOOR = """
import json, sys, yaml
from kps.models import parse
kinds = parse.KINDS
for path, kind, value in map(json.loads, open(sys.argv[1], encoding="utf-8")):
    following = yaml.CSafeLoader(open(path, "rb").read()).get_event
    while type(following()) is not yaml.StreamEndEvent:
        pass
    try:
        kinds[kind].model_validate(value)
    except ValueError:
        pass
"""


@dataclass(frozen=True)
class Cost:
    """What a process cost: CPU seconds and MiB."""

    seconds: float
    memory: float


def cost(command: Sequence[str], where: Path, most: int = 1, **environment: str) -> Cost:
    """What a whole process costs, its children's included; one that ends with more than ``most`` ends it all."""
    with subprocess.Popen(
        command, cwd=where, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if not 0 <= process.returncode <= most:
        sys.exit(f"{' '.join(command)[:200]}: exit status {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def usual(costs: Sequence[Cost]) -> Cost:
    """The median of each."""
    return Cost(median(one.seconds for one in costs), median(one.memory for one in costs))


@dataclass
class Country:
    """A made country of a size, and what was measured over it."""

    size: int
    folder: Path
    times: int
    found: dict[str, Cost] = field(default_factory=dict)

    @property
    def records(self) -> list[Path]:
        """Its files."""
        return sorted(self.folder.rglob("*.yaml"))

    @property
    def kept(self) -> Path:
        """Where kps keeps its answers meanwhile."""
        return self.folder.parent / f"kept-{self.size}"

    def make(self) -> None:
        """Make it where it is not there yet, as a git repository."""
        if not self.folder.exists():
            years, names = DISTRICTS[self.size]
            make_country.make(self.folder, years, names)
            self.git("init", "-q", ".")
            self.git("add", ".")
            self.git("commit", "-qm", "made")

    def git(self, *words: str) -> None:
        """Run git in it."""
        who = ("-c", "user.name=k", "-c", "user.email=k@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0")
        subprocess.run(("git", *who, *words), cwd=self.folder, check=True, capture_output=True)

    def kps(self, *words: str) -> Cost:
        """One run of kps that keeps its answers."""
        return cost((*KPS, *words, *DAY), self.folder, KPS_CACHE_DIR=str(self.kept), KPS_LANG="nb")

    def measure(self, name: str, run: Callable[[], Cost]) -> None:
        """Measure something so many times."""
        print(f"{self.size} {name}", file=sys.stderr, flush=True)
        self.found[name] = usual([run() for _ in range(self.times)])

    def of_kps(self) -> None:
        """What kps's commands cost: with nothing kept, where nothing has changed, and after edits."""
        shutil.rmtree(self.kept, ignore_errors=True)
        edited = [file for file in self.records if "moter" in file.parts]
        for name in ("actions", "calendar", "report", "validate"):
            words = (name, *JSON)
            self.measure(f"{name}, cold", lambda words=words: self._cold(words))  # type: ignore[misc]
            self._settle(words)
            self.measure(f"{name}, nothing changed", lambda words=words: self.kps(*words))  # type: ignore[misc]
            self.measure(f"{name}, one record edited", lambda words=words: self._edited(words, edited[:1]))  # type: ignore[misc]
        many = edited[:: len(edited) // 200]
        self.measure("validate, after git checkout of 200 files", lambda: self._edited(("validate", *JSON), many))
        self.git("checkout", "-q", ".")
        shutil.rmtree(self.kept, ignore_errors=True)

    def _cold(self, words: Sequence[str]) -> Cost:
        """A run with nothing kept, which keeps its answer."""
        shutil.rmtree(self.kept, ignore_errors=True)
        return self.kps(*words)

    def _settle(self, words: Sequence[str]) -> None:
        """Have the answer that is kept believed by what stat says alone."""
        time.sleep(SETTLED)
        self.kps(*words)

    def _edited(self, words: Sequence[str], files: Sequence[Path]) -> Cost:
        """Another text in each of the files, as a checkout leaves them, and then a run."""
        for file in files:
            text = file.read_text(encoding="utf-8")
            file.write_text(f"{text.rstrip()}\n# {time.monotonic_ns()}\n", encoding="utf-8")
        return self.kps(*words)

    def of_peers(self, peers: Sequence[str]) -> None:
        """What the peers cost on the same files."""
        for name in peers:
            self.measure(name, lambda name=name: self._peer(name))  # type: ignore[misc]
        values = self.folder.parent / f"values-{self.size}.jsonl"
        with values.open("w", encoding="utf-8") as out:
            for file in self.records:
                value = read(file.read_bytes()).value
                kind = kind_at(file.relative_to(self.folder).as_posix()) or "register"
                out.write(json.dumps([str(file), kind, value], default=str) + "\n")
        self.measure("floor", lambda: cost((sys.executable, "-c", FLOOR, str(values)), self.folder, most=0))

    def _peer(self, name: str) -> Cost:
        if name != "check-jsonschema":
            return cost(PEERS[name], self.folder)
        return self._with_schema()

    def _with_schema(self) -> Cost:
        """A process for each five thousand files, which a command line has room for."""
        schema, files = str(ROOT / "schemas/kps.json"), [str(file.relative_to(self.folder)) for file in self.records]
        parts = [files[begun : begun + 5000] for begun in range(0, len(files), 5000)]
        costs = [cost(("check-jsonschema", "--schemafile", schema, *some), self.folder) for some in parts]
        return Cost(sum(one.seconds for one in costs), max(one.memory for one in costs))


def small(folder: Path, times: int, peers: Sequence[str]) -> dict[str, Cost]:
    """What the example of sixteen records costs."""
    shutil.copytree(ROOT / "examples/agder", folder, dirs_exist_ok=True)
    country = Country(0, folder, times)
    country.measure("validate, cold", lambda: country._cold(("validate",)))
    country._settle(("validate",))
    country.measure("validate, nothing changed", lambda: country.kps("validate"))
    if "yamllint" in peers:
        country.measure("yamllint", lambda: country._peer("yamllint"))
    return country.found


def table(countries: Sequence[Country]) -> list[str]:
    """Seconds and MiB of every measure, a column a size."""
    names = list(dict.fromkeys(name for one in countries for name in one.found))
    head = "| | " + " | ".join(f"{one.size:,}".replace(",", " ") for one in countries) + " |"
    lines = [head, "|---|" + "---:|" * len(countries)]
    for name in names:
        cells = (one.found.get(name) for one in countries)
        lines.append(f"| {name} | " + " | ".join(_cell(cell) for cell in cells) + " |")
    return lines


def _cell(found: Cost | None) -> str:
    return f"{found.seconds:.2f} s, {found.memory:.0f} MiB" if found else "–"


def ratios(country: Country) -> list[str]:
    """How many times a peer's time, or the floor's, kps takes, or a peer takes kps's."""
    cold = country.found["validate, cold"].seconds
    return [
        f"- {country.size}: {name} takes {other.seconds / cold:.2f} times what `kps validate` takes cold"
        for name in ("yamllint", "check-jsonschema", "ryl", "floor")
        if (other := country.found.get(name))
    ]


def growth(countries: Sequence[Country]) -> list[str]:
    """The exponent that the time of a cold run grows by, from each size to the next."""
    found = [(len(one.records), one.found["validate, cold"].seconds) for one in countries]
    return [
        f"- from {few} to {many} records: exponent {log(after / before) / log(many / few):.2f}"
        for (few, before), (many, after) in pairwise(found)
    ]


def note(countries: Sequence[Country], agder: dict[str, Cost], load: str) -> str:
    """docs/ytelse.md."""
    model = next((one for one in _cpu().splitlines() if one.startswith("model name")), ": ?").partition(":")[2].strip()
    lines = [
        "# Ytelse: kps beside its peers", "",
        "Made by `python tests/benchmarks/side_by_side.py FOLDER --note docs/ytelse.md`. Whole processes, CPU seconds",
        f"(user and system) and the most memory held; medians, runs of each: {countries[0].times}, in one sitting.",
        "Cold is with nothing kept, and keeps its answer.", "",
        f"{date.today()}, kps {__version__}, Python {platform.python_version()}, {platform.system()},",
        f"{os.cpu_count()} cores ({model}). Load while it was measured: {load}.", "",
        "## Made countries (records)", "", *table(countries), "",
        "## One register of sixteen records", "",
        *(f"- {name}: {_cell(found)}" for name, found in agder.items()), "",
        "## Ratios", "", *(line for one in countries for line in ratios(one)), "",
        "## Growth", "", *growth(countries), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _cpu() -> str:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return ""


def main() -> None:
    """Measure, print, and write the note."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=list(DISTRICTS))
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--slow", type=int, default=SLOW_UP_TO, help="the most records that the slow peers are given")
    parser.add_argument("--note", type=Path)
    asked = parser.parse_args()
    asked.folder = asked.folder.absolute()
    asked.folder.mkdir(parents=True, exist_ok=True)
    peers = [name for name in PEERS if shutil.which(name)]
    before = os.getloadavg()
    agder = small(asked.folder / "agder", asked.times, peers)
    countries: list[Country] = []
    for size in asked.sizes:
        country = Country(size, asked.folder / str(size), asked.times)
        country.make()
        country.of_kps()
        country.of_peers([name for name in peers if size <= asked.slow or name == "ryl"])
        countries.append(country)
        load = f"{before[0]:.1f} before, {os.getloadavg()[0]:.1f} after, on {os.cpu_count()} cores"
        text = note(countries, agder, load)
        if asked.note:
            by_hand = asked.note.read_text(encoding="utf-8").partition(MISSES)[1:] if asked.note.exists() else ()
            asked.note.write_text(text + "".join(by_hand), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
