"""A small register in memory, and its papers, for the tests of the documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import indent

from kps.documents.document import Document, document
from kps.documents.render import Wording
from kps.register.index import Register
from kps.register.kept import PaperKind
from kps.register.memory import Texts
from kps.register.reading import load

TODAY = date(2026, 5, 1)
WORDING = Wording({})
"""kps's own templates, each taken apart once for all tests."""
FOLDER = "politirad/raadet"
MARCH = f"{FOLDER}/moter/2026-03-12.yaml"
JUNE = f"{FOLDER}/moter/2026-06-11.yaml"

MEMBERS = """\
medlemmer:
  - {navn: Anne Berg, rolle: ordfører, fra: 2023-10-12, telefon: "38 00 00 01", epost: anne@kommune.no}
  - {navn: Gammel Ordfører, rolle: ordfører, til: 2023-10-11}
  - {navn: Ida Moe, rolle: tjenesteenhetsleder, vara: Nils Vik}
  - {navn: Kari Hansen, rolle: politikontakt}
  - {navn: Siv Aas, rolle: SLT-koordinator, sekretær: ja}
  - {navn: Tom Dahl, rolle: næringsliv, virksomhet: Næringsforeningen, deltar: utvidet}
"""


def register(
    meetings: Mapping[str, str], *, numbers: str = '["4205"]', charter: str = "", council: str = MEMBERS
) -> Register:
    """A register of one council with these meetings, by file."""
    kps = f"type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2020-01-01\n{charter}"
    head = (
        f"type: politiråd\nnavn: Politirådet i Lindesnes\nkommuner: {numbers}\nstatus: aktivt\nopprettet: 2021-03-01\n"
    )
    files = {"kps.yaml": kps, f"{FOLDER}/politirad.yaml": head + council}
    return load(Texts({**files, **meetings}))


def meeting(items: str = "", *, day: str = "2026-03-12", status: str = "avholdt", rest: str = "") -> str:
    """A meeting's record; ``items`` and ``rest`` as they stand under saker and beside it."""
    saker = f"saker:\n{indent(items, '  ')}\n" if items else ""
    return f"type: møte\ndato: {day}\nstatus: {status}\n{rest}{saker}"


def paper(
    of: Register,
    kind: PaperKind = "referat",
    *,
    file: str = MARCH,
    public: bool = False,
    own: Mapping[str, str] | None = None,
) -> Document:
    """A paper of the meeting in ``file``."""
    record = next(one for one in of.meetings if one.origin.file == file)
    return document(of, record, kind, public=public, as_of=TODAY, wording=Wording(own) if own else WORDING)
