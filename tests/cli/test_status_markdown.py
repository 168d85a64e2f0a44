"""kps status --format md: what is late and soon, for an issue that anybody may read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from conftest import REGISTER, Kps

from kps.output.next_steps import steps_markdown
from kps.report.next_steps import Step, When

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


def test_an_issue_has_room_for_it_however_much_there_is() -> None:
    """A forge takes 65,536 signs; a whole district may have more that is late."""
    day = date(2026, 5, 1)
    groups: tuple[tuple[When, int], ...] = (("late", 2000), ("soon", 3))
    steps = [
        Step(when, "action_due", day, "en sak med et langt navn", "Rådet", f"moter/{n}.yaml")
        for when, many in groups
        for n in range(many)
    ]
    text = steps_markdown(steps, [f"filer/{n}.yaml" for n in range(4000)], day)
    assert 50_000 < len(text) < 62_000
    assert len(re.findall(r"^- og \d+ til: `kps (validate|status --all)`$", text, re.MULTILINE)) == 2
    late = text.partition("## Forsinket (2000)\n\n")[2].partition("\n\n")[0].splitlines()
    assert len(late[:-1]) + int(late[-1].split()[2]) == 2000
    assert text.partition("## Forfaller snart (3)\n\n")[2].count("\n- ") == 2
