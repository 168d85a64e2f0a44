"""What may keep a format from being made: a library that not everybody has, or a file of the reader's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from kps.language import Message, msg
from kps.resources import DISTRIBUTION, requirements

Extra = Literal["pdf", "docx", "xlsx"]


class Missing(Exception):  # noqa: N818  # it says what is missing
    """A library that a format needs and that is not installed."""

    def __init__(self, extra: Extra) -> None:
        self.message: Message = msg(
            "{format} needs a library that is not installed (politisamarbeid[{extra}]); install it where kps is, "
            'with: pip install "{library}"',
            format=extra.upper(),
            extra=extra,
            library=_library(extra),
        )
        super().__init__(self.message.text("en"))


class Unusable(Exception):  # noqa: N818  # said of a base document
    """A base document that Word's library cannot read, or that is not safe to build on."""

    def __init__(self, reason: str | Message) -> None:
        self.message: Message = msg("it is no Word document that can be built on: {reason}", reason=reason)
        super().__init__(self.message.text("en"))


def _library(extra: Extra) -> str:
    """What the extra installs, with its bounds, as kps itself states it; the extra where kps is not installed."""
    for stated in requirements():
        library, _, condition = stated.partition(";")
        if condition.strip().replace('"', "'") == f"extra == '{extra}'":
            return library.strip()
    return f"{DISTRIBUTION}[{extra}]"


@contextmanager
def needs(extra: Extra) -> Iterator[None]:
    """Turn a failing import into Missing."""
    try:
        yield
    except ImportError as error:
        raise Missing(extra) from error
