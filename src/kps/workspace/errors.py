"""What people did wrong, or what is in their way, told so that they can mend it."""

from __future__ import annotations

from collections.abc import Sequence

from kps.language import Message

NOTHING_FOUND = 3
"""The exit status where there is nothing to check."""


class Wrong(Exception):  # noqa: N818  # read in raise statements: "raise Wrong(...)"
    """Wrong use, or something in the way that people can mend; ends the command with ``status``.

    ``besides`` is what may be the cause of it, to be told before it.
    """

    def __init__(self, message: Message, status: int = 2, besides: Sequence[Message] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.besides = tuple(besides)
