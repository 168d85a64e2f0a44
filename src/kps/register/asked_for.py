"""Which of a register's files it has anything from, by their names."""

from __future__ import annotations

from kps.register.copies import stray_name
from kps.register.stamps import may_be_kept
from kps.register.tree import is_text


def is_asked_for(file: str) -> bool:
    """Whether the register has anything from what stands in the file: a text, a record nobody reads, or a paper."""
    return is_text(file) or may_be_kept(file) or stray_name(file) is not None
