"""kps status --format md: what is late and soon, for an issue that anybody may read."""

from __future__ import annotations

from pathlib import Path

from conftest import REGISTER, Kps

COUNCIL = "politirad/4205-lindesnes"


def test_it_tells_what_is_late_without_what_is_exempt_and_means_nothing_to_the_forge(kps: Kps) -> None:
    files = {
        "kps.yaml": REGISTER,
        f"{COUNCIL}/politirad.yaml": (
            "type: politiråd\nnavn: Rådet @alle #1\nkommuner: ['4205']\nstatus: aktivt\nopprettet: 2025-01-01\n"
        ),
        f"{COUNCIL}/moter/2026-03-12.yaml": """\
type: møte
dato: 2026-03-12
status: avholdt
notat: UGLE
saker:
  - nr: 1/2026
    tittel: UGLE-sak
    tiltak: [{hva: UGLE-tiltak, ansvarlig: UGLE, frist: 2026-04-01}]
    unntatt_offentlighet: {hjemmel: offl. § 13, offentlig_tittel: Fra politiet}
""",
    }
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    ran = kps("status", "--format", "md", "--lang", "en")
    assert ran.status == 0
    assert ran.out.startswith("What to do next, as of 23 November 2026\n\n## Late (")
    assert "2026-03-12/1.1" in ran.out
    assert "UGLE" not in ran.out
    assert "@alle" not in ran.out
    assert "#1" not in ran.out


def test_where_nothing_is_due_it_is_empty(kps: Kps) -> None:
    Path("kps.yaml").write_text(REGISTER, encoding="utf-8")
    assert kps("status", "--format", "md").out == ""
