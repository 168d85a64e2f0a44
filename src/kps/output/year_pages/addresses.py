"""Where each municipality and district is told of: in a section of the one page, or on a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kps.models.layout import slug
from kps.report.year_status import DistrictYear, MunicipalityYear, Status, StatusLine

INDEX = "index.html"
DISTRICTS, MUNICIPALITIES, SHARED = "distrikt", "kommune", "felles"
"""The folders of a report that has more than one page."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where what a page links to is. Municipalities are known by what they are, since two may share a number."""

    keys: Mapping[int, str]
    districts: Mapping[str, str]
    pages: bool = False
    """Whether each has a page of its own."""
    up: str = ""
    """The way from the page to the folder that all of them are in."""

    @classmethod
    def to(cls, status: Status, *, pages: bool = False) -> Addresses:
        """The addresses of all that a status tells of, from the page that is read first."""
        keys = _unlike((one.number if one.number.isascii() and one.number.isdigit() else "")
                       for one in status.municipalities)  # fmt: skip
        names = [one.name for one in status.districts]
        found = zip(map(id, status.municipalities), keys, strict=True)
        return cls(dict(found), dict(zip(names, _unlike(map(slug, names)), strict=True)), pages)

    @property
    def index(self) -> str:
        """The link to the page that is read first."""
        return self.up + INDEX

    def from_below(self) -> Addresses:
        """The same addresses from a page in a folder of its own."""
        return replace(self, up="../")

    def key(self, one: MunicipalityYear) -> str:
        """What a municipality's page or section is called."""
        return self.keys[id(one)]

    def municipality(self, one: MunicipalityYear) -> str:
        """The link to a municipality."""
        return f"{self.up}{MUNICIPALITIES}/{self.key(one)}.html" if self.pages else f"#kommune-{self.key(one)}"

    def of(self, line: StatusLine) -> str:
        """The link to what a line is about; none where it has neither a page nor a section."""
        if isinstance(line, MunicipalityYear):
            return self.municipality(line)
        return self.district(line.name) if isinstance(line, DistrictYear) else ""

    def district(self, name: str) -> str:
        """The link to a district; none where it has no page."""
        return f"{self.up}{DISTRICTS}/{self.districts[name]}.html" if self.pages and name in self.districts else ""


def _unlike(names: Iterable[str]) -> Iterator[str]:
    """The names, each once: a number stands in for one that is empty, or is there already."""
    used: set[str] = set()
    for index, name in enumerate(names, start=1):
        yield (found := name if name and name not in used else f"nr-{index}")
        used.add(found)
