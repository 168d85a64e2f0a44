"""Several districts' year as a folder of pages: all reachable from the first, small, and the same each time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

import pytest
from reports import DAY, empty, example, harmful, several

import browser
from kps.cli.app import run
from kps.language.reader import choose
from kps.models.places import municipalities
from kps.output.year_pages.folder import status_folder
from kps.output.year_pages.page import status_page
from kps.register.stamps import stamp_in
from kps.report.exchange import as_json
from kps.report.year_status import Status, merged

LINK = re.compile(r'(?:href|src)="([^"]*)"')


@pytest.fixture(autouse=True)
def _bokmål() -> None:
    choose("nb")


@cache
def country() -> Status:
    """A country as large as ours: every municipality with the figures of one that has much to tell."""
    whole = several()
    most = max(whole.municipalities, key=lambda one: len(one.model_dump_json()))
    places = [
        most.model_copy(update={"number": one.number, "name": one.name, "district": one.district})
        for one in municipalities().values()
    ]
    names = sorted({one.district for one in places})
    districts = [whole.districts[0].model_copy(update={"name": name}) for name in names]
    return whole.model_copy(update={"municipalities": tuple(places), "districts": tuple(districts)})


@cache
def pages_of(made: Callable[[], Status]) -> dict[str, bytes]:
    """The files of a report's folder, made once."""
    return status_folder(made())


@pytest.mark.parametrize("made", [several, harmful, country])
def test_every_link_is_relative_and_leads_to_a_page_that_is_there(made: Callable[[], Status]) -> None:
    files = pages_of(made)
    pages = {name: data.decode() for name, data in files.items() if name.endswith(".html")}
    for name, text in pages.items():
        for link in LINK.findall(text):
            target, _, place = unquote(link).partition("#")
            found = normpath(str(PurePosixPath(name).parent / target)) if target else name
            assert found in files, f"{name}: {link}"
            assert not place or f'id="{place}"' in pages[found]
    reached = {normpath(link) for link in LINK.findall(pages["index.html"]) if not link.startswith("#")}
    assert reached >= set(files) - {"index.html"}


def test_a_municipality_and_a_district_have_a_page_each_though_two_share_a_name() -> None:
    status = several()
    files = pages_of(several)
    for folder, count in (("kommune", len(status.municipalities)), ("distrikt", len(status.districts)), ("felles", 2)):
        assert sum(name.startswith(f"{folder}/") for name in files) == count
    assert all(re.fullmatch(r"(?:[a-z]+/)?[a-z0-9-]+\.(?:html|css|js)", name) for name in files)
    farsund = files["kommune/4206.html"].decode()
    assert "4206 Farsund" in farsund
    assert re.findall(r'<svg role="img" aria-labelledby="(utvikling-\d)-t"', farsund) == [
        "utvikling-1",
        "utvikling-2",
        "utvikling-3",
        "utvikling-4",
    ]  # its own years, drawn


def test_it_is_the_same_each_time_and_known_as_our_own() -> None:
    files = pages_of(several)
    assert files == status_folder(several())
    assert all((stamp := stamp_in(data)) and stamp.untouched for data in files.values())


def test_a_countrys_pages_are_small() -> None:
    files = pages_of(country)
    index = files["index.html"]
    assert len(index) <= 170_000  # of 200,000 that it may be: councils grow in number, and years are kept
    assert len(re.findall(rb"<[a-z]", index)) <= 8_000
    assert index.count(b"<tr data-lys=") >= len(municipalities())
    assert max(map(len, files.values())) <= 400_000


def test_a_page_takes_in_nothing_but_its_own() -> None:
    for text in (status_page(example()), pages_of(several)["index.html"].decode()):
        (allowed,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert "default-src &#39;none&#39;" in allowed
        assert "unsafe" not in allowed
        assert not re.search(r"https?:", allowed)


# --- in a browser ----------------------------------------------------------------------------------------

SHOWN = "[...document.querySelectorAll('#kommuner tbody tr')].filter(row => row.offsetHeight > 0).length"
SETTLED = f"""(async () => {{
  for (let before = -1, now = {SHOWN}; before !== now; before = now, now = {SHOWN}) {{
    await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);
  }}
  return {SHOWN};
}})()"""
CHOOSE = "(one => { one.value = %r; one.dispatchEvent(new Event(%r)); })(document.querySelector(%r))"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Browser]:
    with browser.browser(tmp_path_factory.mktemp("window")) as found:
        yield found


def _laid_out(window: browser.Browser, made: Callable[[], Status]) -> dict[str, bytes]:
    """The folder's files, where the browser's pages are."""
    files = pages_of(made)
    for name, data in files.items():
        (window.folder / name).parent.mkdir(exist_ok=True)
        (window.folder / name).write_bytes(data)
    return files


@browser.needed
def test_a_country_is_filtered_by_district_and_seen_at_a_glance(window: browser.Browser) -> None:
    files = _laid_out(window, country)
    with window.page(files["index.html"].decode()) as page:
        page.becomes(width=1280)
        assert page.tell("getComputedStyle(document.querySelector('.tallene')).display") == "grid"
        assert page.tell("document.querySelector('.forst').getBoundingClientRect().bottom <= innerHeight")
        assert page.tell(SHOWN) == len(municipalities())
        page.tell(CHOOSE % ("Oslo", "change", "#kommuner label:last-of-type select"))
        assert page.tell(SETTLED) == sum(one.district == "Oslo" for one in municipalities().values())
        page.tell(CHOOSE % ("", "change", "#kommuner label:last-of-type select"))
        # What a screen has room for comes at once, the others after.
        assert 25 <= page.tell(SHOWN) < len(municipalities())
        assert page.tell(SETTLED) == len(municipalities())
        looked_at = "getComputedStyle(document.getElementById('tall')).contentVisibility"
        assert page.tell(looked_at) == "visible"
        page.tell("document.querySelector('#kommuner input').focus()")
        assert page.tell(looked_at) == "auto"
        page.tell("document.activeElement.blur()")
        assert page.tell(looked_at) == "visible"
        page.becomes(width=320)
        assert page.tell("document.documentElement.scrollWidth <= innerWidth")


@browser.needed
def test_no_word_is_broken_in_the_figures_of_a_narrow_page(window: browser.Browser) -> None:
    text = _laid_out(window, two)["kommune/4206.html"].decode().replace('"../', '"')
    with window.page(text) as page:
        page.becomes(width=320)
        page.tell("document.querySelectorAll('.smal th').forEach(one => { one.style.overflowWrap = 'normal'; })")
        wider = "[...document.querySelectorAll('.smal')].filter(one => one.offsetWidth > one.parentElement.offsetWidth)"
        assert page.tell(f"{wider}.length") == 0
        assert page.tell("document.documentElement.scrollWidth <= innerWidth")


SETTINGS = [
    (("light", 320), ("dark", 1280)),
    pytest.param((("light", 1280), ("dark", 320)), marks=pytest.mark.thorough),
]


def two() -> Status:
    """One register with something to tell, and one with nothing."""
    return merged([example(), empty()])


@browser.needed
@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        # The single page of a district, which test_page has looked at, with links instead of what they lead to.
        pytest.param("distrikt/agder.html", marks=pytest.mark.thorough),
        "kommune/4206.html",
    ],
)
def test_axe_finds_nothing_in_a_folder(
    window: browser.Browser, name: str, settings: tuple[tuple[str, int], ...]
) -> None:
    text = _laid_out(window, two)[name].decode().replace('"../', '"')
    with window.page(text) as page:
        may_be_filtered = page.tell("document.querySelectorAll('#kommuner input').length")
        assert bool(may_be_filtered) == (not name.startswith("kommune"))
        for scheme, width in settings:
            page.becomes(scheme, width=width)
            is_wide = width == 1280
            page.tell(f"document.querySelectorAll('details').forEach(one => {{ one.open = {int(is_wide)}; }})")
            if may_be_filtered:
                page.tell(CHOOSE % ("far" if is_wide else "", "input", "#kommuner input"))
                assert page.tell(SETTLED) < 7 or not is_wide
            assert page.breaches() == []


# --- as a command ----------------------------------------------------------------------------------------


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", str(DAY))
    monkeypatch.setenv("KPS_LANG", "en")
    for name, status in (("agder", example()), ("oslo", empty())):
        (tmp_path / f"{name}.json").write_text(as_json(status), encoding="utf-8")
    return ["report", "--from-json", "agder.json", "--from-json", "oslo.json", "--format", "html"]


def test_a_folder_is_named_for_it(reports: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for more, better in (([], "rapport-2026"), (["--output", "land.html"], "land"), (["--output", "land.HTM"], "land")):
        assert run([*reports, *more]) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err.strip().endswith(f"--output {better}")) == ("", True)
    assert run([*reports, "--output", "land"]) == 0
    assert capsys.readouterr().err == "wrote land\n"
    assert sorted(one.name for one in (tmp_path / "land").iterdir()) == ["distrikt", "felles", "index.html", "kommune"]


def test_one_district_is_one_page(reports: list[str], tmp_path: Path) -> None:
    assert run([*reports, "--district", "Agder", "--output", "agder.html"]) == 0
    assert "<style>" in (tmp_path / "agder.html").read_text(encoding="utf-8")


def test_one_district_of_two_registers_is_one_page() -> None:
    assert len(merged([example(), example()]).districts) == 1
