"""Requests that are refused, each with the protocol's number and a sentence for the one who reads it."""

from __future__ import annotations

from kps.language import Message, msg

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
NOT_INITIALIZED = -32002
REQUEST_CANCELLED = -32800
CONTENT_MODIFIED = -32801
REQUEST_FAILED = -32803

CRASHED = msg("something went wrong in kps itself; nothing is lost, and kps goes on. Please report it")


class Refused(Exception):  # noqa: N818  # it says what was done
    """A request that is answered with an error."""

    def __init__(self, code: int, message: Message) -> None:
        self.code = code
        self.message = message
        super().__init__(message.text("en"))
