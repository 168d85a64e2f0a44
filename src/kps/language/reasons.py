"""Why the system refused something, in the reader's language."""

from __future__ import annotations

import errno

from kps.language import Message, msg

# The system's own words are English, or in the language of the machine; these are in the reader's.
_REASONS = {
    errno.EACCES: msg("you have no access"),
    errno.EPERM: msg("you have no access"),
    errno.EROFS: msg("the disk can be read only"),
    errno.ENOSPC: msg("the disk is full"),
    errno.EDQUOT: msg("the disk is full"),
    errno.EFBIG: msg("the file is too large"),
    errno.ENOENT: msg("there is no such file or folder"),
    errno.ENOTDIR: msg("a part of the path is a file, not a folder"),
    errno.EISDIR: msg("it is a folder, not a file"),
    errno.ENAMETOOLONG: msg("the name is too long"),
    errno.ELOOP: msg("it is a symbolic link that leads in a circle"),
    errno.ENXIO: msg("nobody reads at the other end"),
}


class Unfit(OSError):  # noqa: N818  # it says what the file is
    """A file that kps does not read, and why."""

    def __init__(self, message: Message, file: str | None = None) -> None:
        super().__init__(message.text("en"))
        self.message = message
        self.filename = file

    def __str__(self) -> str:
        return self.message.text("en")


def reason(error: OSError) -> Message | str:
    """Why the system refused, in the reader's language where the reason is a common one."""
    if isinstance(error, Unfit):
        return error.message
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
