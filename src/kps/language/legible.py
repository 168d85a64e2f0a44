"""Names that are not UTF-8, made legible: Python keeps a file name's odd bytes as signs that no output takes."""

from __future__ import annotations

import codecs

LEGIBLE = "kps-legible"
"""How such signs are encoded: with this for ``errors=``, an odd byte is written as ``\\xf8``, as shells do."""

_ODD_BYTES = range(0xDC80, 0xDD00)


def _spelt_out(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = (ord(sign) for sign in error.object[error.start : error.end])
    spelt = "".join(f"\\x{sign - 0xDC00:02x}" if sign in _ODD_BYTES else f"\\u{sign:04x}" for sign in signs)
    return spelt, error.end


codecs.register_error(LEGIBLE, _spelt_out)


def is_utf8(name: str) -> bool:
    """Whether a name can be written as UTF-8."""
    return name.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in name)


def legible(text: str) -> str:
    """The text with signs that are no text spelt out."""
    return text if is_utf8(text) else text.encode("utf-8", LEGIBLE).decode("utf-8")
