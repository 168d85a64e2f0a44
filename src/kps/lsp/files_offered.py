"""The files that a record may name, a folder at a time; never one above the register."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath

from kps.lsp.here import Here
from kps.lsp.offer import Offer

_UP = "../"


def files_offered(here: Here) -> Iterator[Offer]:
    """What lies in the folder that has been typed so far, from the record's own; folders end with a slash."""
    typed = here.text.body[here.spot.start : here.offset]
    begun = typed[: typed.rfind("/") + 1]
    folder = normpath(f"{here.place.file.rpartition('/')[0]}/{begun}").strip("/")
    if folder == ".." or folder.startswith(_UP):
        return
    inside = "" if folder == "." else f"{folder}/"
    files = (file.removeprefix(inside) for file in here.register.surroundings.files if file.startswith(inside))
    entries = {file.partition("/")[0] + ("/" if "/" in file else "") for file in files}
    own = here.place.file.removeprefix(inside)
    for entry in sorted(entries - {own}, key=lambda one: (not one.endswith("/"), one)):
        yield Offer(begun + entry)
    if inside and not begun.strip("./"):
        yield Offer(begun + _UP)
