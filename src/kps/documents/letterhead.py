"""Who a paper is from: the register's sender, key by key replaced by the council's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from posixpath import normpath

from kps.models.council import Council
from kps.models.shared import Sender
from kps.register.index import Register


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head of a paper, each empty where it is not told."""

    name: str
    logo: str
    """The logo's file from the register's folder, after a /."""
    address: str
    phone: str
    email: str
    website: str


def letterhead(register: Register, council: Council | None) -> Letterhead | None:
    """The head of a council's papers; None where neither register nor council says who they are from."""
    given = [
        (sender, one.origin.folder) for one in (council, register.charter) if one and (sender := one.sender) is not None
    ]
    if not given:
        return None
    senders = [sender for sender, _ in given]
    return Letterhead(
        name=_first(one.name for one in senders),
        logo=_first(_logo(sender, folder) for sender, folder in given),
        address=" ".join(_first(one.address for one in senders).split()),
        phone=_first(one.phone for one in senders),
        email=_first(one.email for one in senders),
        website=_first(one.website for one in senders),
    )


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _logo(sender: Sender, folder: str) -> str:
    return f"/{normpath(f'{folder}/{sender.logo}')}" if sender.logo else ""
