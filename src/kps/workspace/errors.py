"""What people did wrong, or what is in their way, told so that they can mend it."""

from __future__ import annotations

import errno

from kps.language import Message, msg

NOTHING_FOUND = 3
"""The exit status where there is nothing to check."""


class Wrong(Exception):  # noqa: N818  # read in raise statements: "raise Wrong(...)"
    """Wrong use, or something in the way that people can mend; ends the command with ``status``."""

    def __init__(self, message: Message, status: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


# The system's own words are English, or in the language of the machine; these are in the reader's.
_REASONS = {
    errno.EACCES: msg("you have no access"),
    errno.EPERM: msg("you have no access"),
    errno.EROFS: msg("the disk can be read only"),
    errno.ENOSPC: msg("the disk is full"),
    errno.ENOENT: msg("there is no such file or folder"),
    errno.ENOTDIR: msg("a part of the path is a file, not a folder"),
    errno.EISDIR: msg("it is a folder, not a file"),
    errno.ENAMETOOLONG: msg("the name is too long"),
    errno.EDQUOT: msg("the disk is full"),
    errno.EFBIG: msg("the file is too large"),
    errno.ELOOP: msg("it is a symbolic link that leads in a circle"),
    errno.ENXIO: msg("nobody reads at the other end"),
}


def reason(error: OSError) -> Message | str:
    """Why the system refused, in the reader's language where the reason is a common one."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
