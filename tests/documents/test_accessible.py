"""Every paper in a real browser, held against WCAG 2.1 AA; skipped where no browser is installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from kps.cli.app import run

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "agder"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--allow-file-access-from-files",
    "--virtual-time-budget=60000",
    "--dump-dom",
]
# Each page stands in a frame of its own, so that one start of the browser is enough for all.
RUN = """
window.onload = async () => {
  const found = [];
  for (const frame of document.querySelectorAll("iframe")) {
    const inner = frame.contentWindow;
    const script = inner.document.createElement("script");
    script.textContent = document.getElementById("axe").textContent;
    inner.document.head.append(script);
    const done = await inner.axe.run(inner.document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]});
    for (const one of done.violations)
      found.push([frame.title, one.id, one.nodes.map(node => node.html + " " + node.failureSummary).slice(0, 3)]);
    found.push([frame.title, "asked", done.passes.length]);
  }
  document.body.innerHTML = "<pre id=found></pre>";
  document.getElementById("found").textContent = JSON.stringify(found);
};
"""  # noqa: E501


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The papers of the example in both written forms, agenda and minutes, for members and for the public."""
    copy = tmp_path_factory.mktemp("axe") / "agder"
    shutil.copytree(EXAMPLE, copy)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        patch.setenv("KPS_TODAY", "2026-11-23")
        for arguments in (["--document", "innkalling"], [], ["--public"]):
            assert run(["render", "--all", "--format", "html", *arguments]) == 0
    # A council that writes bokmål, and one that writes nynorsk.
    found = [one for name in ("4205-lindesnes", "4222-bykle") for one in copy.rglob(f"{name}/dokumenter/*.html")]
    chosen = sorted(one for one in found if "2026" in one.name or one.name[0].isalpha())
    return {f"{one.parent.parent.name}/{one.name}": one.read_text(encoding="utf-8") for one in chosen}


@pytest.mark.skipif(BROWSER is None, reason="no browser is installed; the pages were not held against WCAG")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(papers: dict[str, str], scheme: str, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_core_python")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    frames = []
    for number, (name, text) in enumerate(papers.items()):
        # The browser's own preference cannot be set from outside; the page is told that it is night.
        page = text.replace("(prefers-color-scheme: dark)", "all") if scheme == "dark" else text
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
        frames.append(f'<iframe title="{name}" src="{number}.html" width="900" height="800"></iframe>')
    host = tmp_path / "host.html"
    kept = script.replace("</script", "<\\/script")
    host.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><title>x</title><body><script id="axe" type="text/plain">{kept}</script>'
        f"{''.join(frames)}<script>{RUN}</script>",
        encoding="utf-8",
    )
    found = _run(host, tmp_path)
    assert {name for name, what, _ in found if what == "asked"} == set(papers)
    assert [one for one in found if one[1] != "asked"] == []


def _run(host: Path, profile: Path) -> list[list[object]]:
    command = [
        str(BROWSER),
        *FLAGS,
        "--allow-file-access-from-files",
        f"--user-data-dir={profile / 'p'}",
        host.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    shown = re.search(r'<pre id="found">(.*?)</pre>', done.stdout, re.DOTALL)
    assert shown, done.stderr[-2000:]
    return json.loads(unescape(shown[1]))
