"""What kps import costs of the processor: a workbook of 357 rows, and 200 minutes in Word, whole processes.

    python tests/benchmarks/importing.py FOLDER

The folder is made. Beside each stands what it is of the time of `kps rules`, which does next to nothing. Programs are
read as they are installed, compiled once: else each run would compile some two hundred modules again.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import openpyxl
from docx import Document

from kps.models.places import municipalities, of_district

AS_OF = "2026-11-23"
COUNCILS, EACH, CASES = 10, 20, 6


def main(folder: Path) -> None:
    folder.mkdir(parents=True)
    charter(folder, list(municipalities()))
    spent(folder, "rules")
    nothing = spent(folder, "rules")
    print(f"kps rules: {nothing:.2f} s")
    for what, source in (("357 rows", workbook(folder)), ("200 minutes", minutes(folder))):
        shown = spent(folder, "import", source, "--format", "json", "--as-of", AS_OF)
        written = spent(folder, "import", source, "--write", "--as-of", AS_OF)
        print(f"{what}: shown {shown:.2f} s ({shown / nothing:.1f}), written {written:.2f} s ({written / nothing:.1f})")


def spent(folder: Path, *arguments: str) -> float:
    """The seconds of the processor that a run takes."""
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = (sys.executable, "-m", "kps", *arguments)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder / "register", env=compiled, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def charter(folder: Path, numbers: list[str]) -> None:
    (folder / "register").mkdir()
    listed = ", ".join(f'"{number}"' for number in numbers)
    text = f"type: register\nnavn: Landet\npolitidistrikt: Agder\nkommuner: [{listed}]\ngjelder_fra: 2024-01-01\n"
    (folder / "register/kps.yaml").write_text(text, encoding="utf-8")


def workbook(folder: Path) -> str:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Komm.nr", "Kommune", "Politiråd", "Opprettet", "Avtale", "Fra", "Til", "Politikontakt", "E-post"])
    for place, one in enumerate(municipalities().values()):
        contact = f"Kontakt Nr{chr(65 + place % 26)}{chr(97 + place // 26)}"
        days = (date(2015, 3, 1 + place % 20), "Inngått", date(2022, 5, 9), date(2027, 5, 9))
        sheet.append([one.number, one.name, "Aktivt", *days, contact, f"{place}@politiet.no"])
    book.save(folder / "landet.xlsx")
    return "../landet.xlsx"


def minutes(folder: Path) -> str:
    for one in of_district("Agder")[:COUNCILS]:
        (folder / "referater" / one.number).mkdir(parents=True)
        for number in range(EACH):
            day = date(2020, 1, 10) + timedelta(days=100 * number)
            paper(one.name, day, number).save(str(folder / f"referater/{one.number}/Referat {day:%d.%m.%y}.docx"))
    return "../referater"


def paper(name: str, day: date, number: int):  # type: ignore[no-untyped-def]  # python-docx says no type
    made = Document()
    made.add_heading(f"Referat – Politirådet i {name}", 1)
    present = "Til stede: Anne Berg (ordfører), Per Li (kommunedirektør), Kari Hansen (politikontakt)"
    for line in (f"Dato: {day:%d.%m.%Y}", "Tid: 09.00-11.00", "Sted: Rådhuset", present, "Forfall: Ida Moe"):
        made.add_paragraph(line)
    for case in range(CASES):
        made.add_heading(f"Sak {number % 4 * CASES + case + 1}/{day:%y} Trafikk og uro nummer {case}", 2)
        made.add_paragraph("Politiet orienterte om situasjonen i kommunen. " * 4)
        made.add_paragraph("Konklusjon: Rådet tar saken til orientering.")
        table = made.add_table(0, 3)
        for row in (("Tiltak", "Ansvarlig", "Frist"), ("Runder i sentrum", "Per Li", f"01.0{case + 1}.{day.year + 1}")):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]))
