"""What a text document is by its bytes: one that Word opens as its own, or one that is to be saved as that."""

from __future__ import annotations

from kps.language import Message, msg

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What a file begins with in which older Office programs, and those that encrypt, keep several parts by name."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLD_WORD = "WordDocument".encode("utf-16-le")
"""Names of such parts."""
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def is_word(data: bytes) -> bool:
    """Whether the bytes are a document that Word opens as its own."""
    return data.startswith(b"PK\x03\x04") and (b"word/document" in data or b"word/" in data[-65536:])


def other_kind(data: bytes, ending: str) -> Message | None:
    """What minutes in another form are to be saved as; None where the bytes are of no such form."""
    if data.startswith(b"%PDF"):
        return msg("a PDF is not read; open it in Word and save it as a Word document (.docx)")
    if data.startswith(_PICTURES):
        return msg("a picture is not read; write the text in a Word document (.docx)")
    if data.startswith(b"{\\rtf") or b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:120]:
        return msg("this kind of document is not read; save it as a Word document (.docx)")
    if data.startswith(OLE):
        if OLD_WORD in data:
            return msg("the old kind of Word document (.doc) is not read; open it and save it as .docx")
        if ENCRYPTED in data and ending in (".docx", ".docm", ".doc"):
            return msg("the document is protected by a password; open it and save it without one")
    return None
