"""An e-mail as a draft (RFC 5322): ASCII, and the same bytes each time; who sends it, when and as what is not in it.

Python's own writer chooses the border between the parts at random, and breaks names with commas in some versions.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import encodebytes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.header import Header
from email.utils import quote
from hashlib import blake2b
from quopri import encodestring

from kps.language.printable import one_line
from kps.language.private import masked

BOUNDARY = "=_kps-"
"""How the border between the parts begins; nothing in a part can look like it."""
UNSENT = "X-Unsent: 1"
"""What has Outlook open it to be sent."""
_LINE = 76


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along; ``sort`` is its media type with parameters."""

    name: str
    data: bytes
    sort: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail that is ready to be sent; ``to`` are names and addresses."""

    to: tuple[tuple[str, str], ...]
    subject: str
    text: str
    language: str
    attached: tuple[Attachment, ...] = ()
    confidential: bool = False


def eml(draft: Draft) -> bytes:
    """The draft's file."""
    parts = [_text_part(draft.text), *map(_attached_part, draft.attached)]
    boundary = BOUNDARY + blake2b(b"\0".join(parts), digest_size=15).hexdigest()
    head = [
        "MIME-Version: 1.0",
        UNSENT,
        f"To: {_to(draft.to)}",
        f"Subject: {_words(draft.subject, len('Subject: '))}",
        f"Content-Language: {draft.language}",
        *(["Sensitivity: Company-Confidential"] if draft.confidential else []),
        f'Content-Type: multipart/mixed;\n boundary="{boundary}"',
    ]
    border = f"--{boundary}".encode()
    body = b"".join(border + b"\n" + part + b"\n" for part in parts)
    whole = "\n".join(head).encode("ascii") + b"\n\n" + body + border + b"--\n"
    return whole.replace(b"\n", b"\r\n")


def is_draft(data: bytes) -> bool:
    """Whether a file is a draft that kps made, and that no mail program has kept as its own since."""
    head = data.partition(b"\r\n\r\n")[0]
    return UNSENT.encode() in head and BOUNDARY.encode() in head


def _to(some: Sequence[tuple[str, str]]) -> str:
    return ",\n ".join(f"{_name(name)}<{address}>" for name, address in some)


def _name(name: str) -> str:
    words = one_line(name)
    if not words:
        return ""
    if words.isascii():
        return f'"{quote(words)}" '
    return _words(words, len("To: ")) + " "


def _words(text: str, before: int) -> str:
    """Words of a header, as RFC 2047 has them where they are not ASCII."""
    words = one_line(text)
    if words.isascii() and "=?" not in words and len(words) < _LINE - before:
        return words
    return Header(words, "utf-8", maxlinelen=_LINE, header_name="x" * before).encode(linesep="\n")


def _text_part(text: str) -> bytes:
    lines = "\n".join(_signs(line) for line in masked(text).splitlines())
    head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    return head.encode() + encodestring(lines.encode() + b"\n")


def _signs(line: str) -> str:
    """The line without signs that command a terminal; blanks of every kind stay."""
    return "".join(" " if unicodedata.category(sign).startswith("C") else sign for sign in line)


def _attached_part(one: Attachment) -> bytes:
    head = (
        f'Content-Type: {one.sort};\n name="{one.name}"\n'
        "Content-Transfer-Encoding: base64\n"
        f'Content-Disposition: attachment;\n filename="{one.name}"\n\n'
    )
    return head.encode("ascii") + encodebytes(one.data)


# --- a mail without attachments, as an address that a browser opens ------------------------------------------------


LONGEST_ADDRESS = 2_000
"""Signs that programs take of an address."""
_PLAIN = re.compile(rb"[A-Za-z0-9\-._~@]")


def mailto(to: Iterable[str], subject: str, text: str) -> str:
    """The mail as a ``mailto:`` (RFC 6068) of at most 2,000 signs: without its text, then its people, if it must be."""
    people = [_escaped(one) for one in to]
    head = f"?subject={_escaped(one_line(subject))}"
    body = f"&body={_escaped(masked(text).replace(chr(10), chr(13) + chr(10)))}"
    for tail in (head + body, head, ""):
        if len(whole := f"mailto:{','.join(people)}{tail}") <= LONGEST_ADDRESS:
            return whole
    return f"mailto:{head}"[:LONGEST_ADDRESS]


def _escaped(text: str) -> str:
    return "".join(chr(byte) if _PLAIN.fullmatch(bytes([byte])) else f"%{byte:02X}" for byte in text.encode())
