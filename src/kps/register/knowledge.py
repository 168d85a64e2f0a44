"""Knowledge products found by id, and who delivered what something rests on (4.1.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kps.models.agreement import Measuring
from kps.models.base import Record, walk
from kps.models.exemption import Exemption
from kps.models.knowledge import Knowledge
from kps.models.meeting import Meeting
from kps.models.shared import Basis, NamedBasis, WrittenBasis
from kps.register.index import Register


@dataclass(frozen=True, slots=True)
class Grounds:
    """A knowledge basis as it stands in a record; ``product`` is what an id leads to, None where it leads nowhere."""

    basis: Basis
    product: Knowledge | None = None

    @property
    def title(self) -> str:
        """What it is called; an id that leads nowhere as it stands."""
        if isinstance(self.basis, WrittenBasis):
            return self.basis.title
        return self.product.title if self.product else self.basis.id

    @property
    def sources(self) -> tuple[str, ...]:
        """The sides that delivered it."""
        if isinstance(self.basis, WrittenBasis):
            return (self.basis.source,) if self.basis.source else ()
        return tuple(filter(None, self.product.sources)) if self.product else ()

    @property
    def exemption(self) -> Exemption | None:
        """Why it is exempt from public disclosure, where it is."""
        return self.product.exempt if self.product else None

    @property
    def findings(self) -> str:
        """The product's main findings."""
        return self.product.findings if self.product else ""

    @property
    def file(self) -> str:
        """Its file, as the record that tells of it names it."""
        if isinstance(self.basis, WrittenBasis):
            return self.basis.file
        return self.product.file if self.product else ""


def products_seen_by(record: Record, register: Register) -> Mapping[str, Knowledge]:
    """The products that the record may name, by id: its council's own win over those of the whole register.

    A meeting sees those of every council that met.
    """
    return register.once(("products", record.origin.file), lambda: _seen_by(record, register))


def _seen_by(record: Record, register: Register) -> dict[str, Knowledge]:
    folders = [register.council_folder(record.origin.file)]
    if isinstance(record, Meeting):
        folders += [council.origin.folder for council in register.councils_in(record)]
    found: dict[str, Knowledge] = {}
    for folder in dict.fromkeys((*folders, None)):
        for one in register.products_in(folder):
            found.setdefault(one.origin.stem, one)
    return found


def grounds(bases: Iterable[Basis], record: Record, register: Register) -> tuple[Grounds, ...]:
    """What something in the record rests on."""
    return tuple(_grounds(one, record, register) for one in bases)


def _grounds(basis: Basis, record: Record, register: Register) -> Grounds:
    if isinstance(basis, NamedBasis):
        return Grounds(basis, products_seen_by(record, register).get(basis.id))
    return Grounds(basis)


def sources(bases: Iterable[Basis], record: Record, register: Register) -> frozenset[str]:
    """The sides that something in the record has a knowledge basis from."""
    return frozenset(side for one in grounds(bases, record, register) for side in one.sources)


def ids_in(record: Record) -> frozenset[str]:
    """The ids of products that the record names, as a knowledge basis or as what a measuring is told by."""
    parts = (part for _, part in walk(record))
    return frozenset(
        part.id if isinstance(part, NamedBasis) else part.product
        for part in parts
        if isinstance(part, NamedBasis | Measuring)
    ) - {""}


def products_named_in(record: Record, register: Register) -> Iterator[Knowledge]:
    """The products that the record names, wherever in it that is, by id."""
    if seen := products_seen_by(record, register):
        yield from (seen[id] for id in sorted(ids_in(record)) if id in seen)


def is_awaited(product: Knowledge, day: date) -> bool:
    """Whether it was ordered by ``day``, and not delivered by then (4.1.5)."""
    order = product.order
    ordered = order is not None and (order.day is None or order.day <= day)
    return ordered and (product.delivered is None or product.delivered > day)


def is_known(product: Knowledge, day: date) -> bool:
    """Whether it was there on ``day``."""
    return product.day is not None and product.day <= day and not is_awaited(product, day)
