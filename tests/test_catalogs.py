"""Never a half-translated page: every text that readers may be shown is in both catalogs."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parent.parent / "src"
LOCALE = SOURCE / "kps" / "locale"
METHODS = [("**.py", "kps.language.extract:messages")]


def _catalog(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "kps.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="module")
def marked() -> set[object]:
    return {message for _, _, message, *_ in extract_from_dir(SOURCE, METHODS)}


def _fields(text: str) -> set[str | None]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:  # a text with a brace of its own, and nothing to fill in
        return set()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_text_is_translated(language: str, marked: set[object]) -> None:
    catalog = _catalog(language)
    missing = []
    for message in marked:
        known = catalog.get(message[0] if isinstance(message, tuple) else message)
        strings = known.string if known and isinstance(known.string, tuple) else (known.string if known else "",)
        if known is None or known.fuzzy or not all(strings):
            missing.append(message)
    assert missing == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_translations_fill_the_same_places(language: str) -> None:
    for message in _catalog(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            assert _fields(text) <= set().union(*(_fields(one) for one in ids)), text


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_text_is_left_that_nobody_shows(language: str, marked: set[object]) -> None:
    shown = {message[0] if isinstance(message, tuple) else message for message in marked}
    kept = {
        message.id[0] if isinstance(message.id, tuple) else message.id for message in _catalog(language) if message.id
    }
    assert kept - shown == set()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_compiled_catalog_is_not_stale(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "kps.mo").open("rb") as file:
        compiled = read_mo(file)
    assert _texts(compiled) == _texts(_catalog(language))


def _texts(catalog: Catalog) -> dict[str, object]:
    """What is translated to what; the head holds the day a catalog was made, which is nothing to compare."""
    return {repr(tuple(message.id)): tuple(message.string) for message in catalog if message.id}
