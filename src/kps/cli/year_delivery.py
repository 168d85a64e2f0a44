"""How the year's status is told: shown on the terminal, printed, or written to a file or a folder of pages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from kps.cli.delivery import deliver, tell_written
from kps.cli.progress import TERMINAL
from kps.formats.tables import as_csv
from kps.language import msg
from kps.language.reader import chosen, said
from kps.output.year_paper import as_markdown, illustrated
from kps.output.year_text import as_text
from kps.register.tree import shown
from kps.report.exchange import as_json
from kps.report.spreadsheet import rows
from kps.report.year_status import Status
from kps.workspace.errors import Wrong

ReportFormat = Literal["text", "json", "csv", "xlsx", "md", "html", "pdf", "docx"]
"""What the status can be written as."""

SHOWN: dict[ReportFormat, Callable[[Status], str]] = {
    "text": as_text,
    "json": as_json,
    "csv": lambda found: as_csv(rows(found), chosen()),
    "md": as_markdown,
}
"""What is for the screen too, and what writes it."""
_BINARY: tuple[ReportFormat, ...] = ("xlsx", "pdf", "docx")


def tell(found: Status, format: ReportFormat, output: Path | None) -> None:
    """Show the status on the terminal, or write it: the pages of several districts to a folder."""
    if output is None and format == "text" and sys.stdout.isatty():
        # Imported here: a pipe, a file and CI have no use for it.
        from kps.output.year_screen import show

        show(found)
        return
    mind_screen(format, output)
    if format == "html" and len(found.districts) > 1:
        _to_folder(found, output)
        return
    with TERMINAL.doing(msg("making the report")):
        written = _written(found, format)
    deliver(written, output)


def mind_screen(format: ReportFormat, output: Path | None) -> None:
    """Wrong for what would come to the screen and is not for it."""
    if output is None and format in _BINARY and sys.stdout.isatty():
        raise Wrong(msg("{format} is not for the screen; name a file with --output", format=format.upper()))


def _to_folder(found: Status, output: Path | None) -> None:
    """Write the pages of several districts; Wrong where no folder was named for them."""
    if output is None or output.suffix.lower() in (".html", ".htm"):
        raise Wrong(
            msg(
                "{n} police districts make a folder of pages, not one; write: --output {folder}",
                n=len(found.districts),
                folder=shown(output.with_suffix("")) if output else f"rapport-{found.year}",
            )
        )
    # Imported here: they take time to load.
    from kps.output.year_pages.folder import status_folder
    from kps.workspace.paper_requests import makeable
    from kps.workspace.writing_folders import replace_folder

    with TERMINAL.doing(msg("making the report")), makeable():
        replace_folder(output, status_folder(found))
    tell_written(output, beside=True)


def _written(found: Status, format: ReportFormat) -> bytes:
    match format:
        case "text" | "json" | "csv" | "md":
            return SHOWN[format](found).encode()
        case _:
            # Imported here: it takes time to load.
            from kps.workspace.paper_requests import makeable

            with makeable():
                return _made(found, format)


def _made(found: Status, format: Literal["xlsx", "html", "pdf", "docx"]) -> bytes:
    match format:
        case "html":
            from kps.output.year_pages.page import status_page

            return status_page(found).encode()
        case "xlsx":
            from kps.formats.workbook import workbook
            from kps.report.book import book
            from kps.report.brief import heading

            return workbook(book(found), said(heading(found)), found.as_of, chosen())
        case _:
            from kps.formats.making import file_of
            from kps.formats.paper import Paper
            from kps.workspace.paper_requests import unshown_signs

            made = illustrated(found)
            paper = Paper(made.text, chosen(), "kps", found.as_of, wide=True, pictures=made.pictures)
            data = file_of(paper, format)
            if format == "pdf" and (remark := unshown_signs(paper.title, paper)):
                TERMINAL.mind(remark)
            return data
