"""Which key is told to be missing: the one that is not there, the first where several are."""

from __future__ import annotations

from datetime import date

import pytest

from kps.checking.engine import check
from kps.output.located import located
from kps.output.rule_cases import REGISTER
from kps.register.memory import Texts
from kps.register.reading import load

COUNCIL = """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
"""
AGREEMENT = """\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["4205"]
status: inngått
fra: 2023-09-01
"""
EVALUATION = """\
type: evaluering
gjelder: politirådet
år: 2025
metode: gll
gjennomført: 2025-11-20
"""
CONTACT = """\
type: politikontakt
navn: Kari Hansen
kommuner: ["4205", "4206", "4207", "4225"]
tiltrådt: 2025-02-01
"""
MEETING = "type: møte\ndato: 2026-03-12\nstatus: avholdt\n"
FOLDER = "politirad/4205-lindesnes"
FILES = {
    f"{FOLDER}/politirad.yaml": COUNCIL,
    f"{FOLDER}/avtale.yaml": AGREEMENT,
    f"{FOLDER}/evaluering-2025.yaml": EVALUATION,
    "politikontakter/kari-hansen.yaml": CONTACT,
    f"{FOLDER}/moter/2026-03-12.yaml": MEETING,
}
_OF = {
    "A": f"{FOLDER}/avtale.yaml",
    "E": f"{FOLDER}/evaluering-2025.yaml",
    "K": "politikontakter/kari-hansen.yaml",
    "M": f"{FOLDER}/moter/2026-03-12.yaml",
    "R": f"{FOLDER}/politirad.yaml",
    "S": f"{FOLDER}/politirad.yaml",
}


@pytest.mark.parametrize(
    ("code", "line", "path", "missing"),
    [
        ("A303", "", (), "revisjon"),
        ("A303", "revisjon: {sist: 2025-01-01}", ("revisjon",), "måneder"),
        ("A303", "revisjon: {måneder: }", ("revisjon",), "ansvarlig"),
        ("E703", "", (), "svar"),
        ("E703", "svar: {gjort: Mye}", ("svar",), "lært"),
        ("E703", "svar: {gjort: Mye, lært: }", ("svar",), "lurt"),
        ("E703", "svar: {gjort: Mye, lært: , lurt: Mer}", ("svar",), None),
        ("K502", "", ("kommuner",), None),
        ("K502", "godkjenning_pod: {antall: 4}", ("godkjenning_pod",), "dato"),
        ("K502", "godkjenning_pod: {dato: 2025-01-20}", ("godkjenning_pod",), "antall"),
        ("K502", "godkjenning_pod: {dato: 2025-01-20, antall: 3}", ("godkjenning_pod",), None),
        ("K509", "", (), "forventninger_avklart"),
        ("K509", 'forventninger_avklart: {"4205": 2025-03-01}', ("forventninger_avklart",), "4206"),
        (
            "M417",
            "saker: [{nr: 1/2026, tittel: A, tiltak: [{hva: B, trinn: 3}]}]",
            ("saker", 0, "tiltak", 0),
            "konklusjon",
        ),
        ("R411", "temafora: [{navn: Uteliv}]", ("temafora", 0), "leder"),
        ("R411", "temafora: [{navn: Uteliv, leder: Ida Moe}]", ("temafora", 0), "rapportert"),
        ("R411", "temafora: [{navn: Uteliv, leder: Ida Moe, rapportert: 2024-01-01}]", ("temafora", 0), None),
        ("R418", "medlemmer: [{navn: A, rolle: ordfører}]", ("medlemmer", 0), "fra"),
        ("R418", "medlemmer: [{navn: A, rolle: ordfører, fra: 2021-03-01}]", ("medlemmer", 0), "gjenvalgt"),
        ("S602", "slt: {modell: slt, koordinator: Siv Aas}", ("slt",), "styrende"),
        ("S602", "slt: [{modell: slt, styrende: politirådet, koordinerende: []}]", ("slt", 0), "utførende"),
    ],
)
def test_of_several_keys_the_first_that_is_not_there_is_told(
    code: str, line: str, path: tuple[str | int, ...], missing: str | None
) -> None:
    file = _OF[code[0]]
    tree = Texts({"kps.yaml": REGISTER, **FILES, file: FILES[file] + line + "\n"})
    (found,) = (one for one in located(check([load(tree)], date(2026, 6, 1)), {".": tree}) if one.finding.code == code)
    assert (found.path, found.missing) == (path, missing)
