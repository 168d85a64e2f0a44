"""kps schema: what it writes it finds fresh; with --check it says what is stale, and writes nothing."""

from __future__ import annotations

from pathlib import Path

from conftest import Kps

from kps.models.schema import FILES

LANG = ("--lang", "en")


def test_what_was_written_is_fresh(kps: Kps, tmp_path: Path) -> None:
    assert kps("schema", *LANG).status == 0
    assert set(FILES.values()) < {file.name for file in (tmp_path / "schemas").iterdir()}
    checked = kps("schema", "--check", *LANG)
    assert (checked.status, checked.out) == (0, "")


def test_what_is_stale_or_missing_is_named_and_left_as_it_is(kps: Kps, tmp_path: Path) -> None:
    kps("schema", *LANG)
    stale, gone = tmp_path / "schemas/mote.json", tmp_path / "schemas/avtale.json"
    stale.write_text("{}\n", encoding="utf-8")
    gone.unlink()
    checked = kps("schema", "--check", *LANG)
    assert checked.status == 1
    assert sorted(checked.out.splitlines()) == [
        f"{Path('schemas', name)} is stale: run kps schema" for name in ("avtale.json", "mote.json")
    ]
    assert (stale.read_text(encoding="utf-8"), gone.exists()) == ("{}\n", False)
    assert kps("schema", *LANG).status == 0
    assert kps("schema", "--check", *LANG).status == 0
