"""The yearly statuses of registers, kept for the next run."""

from __future__ import annotations

from kps.report.year_status import Status
from kps.workspace.cache.documents import NOT_AS_WRITTEN, document, keep_documents
from kps.workspace.cache.parts import KeptRegister, digest_of


def kept_status(register: KeptRegister, year: int, state: str) -> Status | None:
    """The status of a year that was reckoned when the register was in this state."""
    try:
        kept = document(register.store, _name(register, year))
        return Status.model_validate(kept["status"], by_alias=True) if kept and kept["state"] == state else None
    except NOT_AS_WRITTEN:
        return None


def keep_status(register: KeptRegister, year: int, state: str, status: Status) -> None:
    """Keep the status of a year; not one that would not be read again as it is."""
    plain = status.model_dump(mode="json", by_alias=True)
    if Status.model_validate(plain, by_alias=True) == status:
        keep_documents(register.store, {_name(register, year): {"state": state, "status": plain}})


def _name(register: KeptRegister, year: int) -> str:
    return f"{register.name}-{digest_of('report', year)}"
