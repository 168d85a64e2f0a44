"""Never a half-translated page: every text that readers may be shown is in both catalogs."""

from __future__ import annotations

import io
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from kps.language.catalogs import LOCALE, brought_up_to_date, compiled, marked

SOURCE = Path(__file__).parent.parent / "src"
LANGUAGES = ["nb", "nn"]


def _file(language: str) -> bytes:
    return (LOCALE / language / "LC_MESSAGES" / "kps.po").read_bytes()


def _catalog(language: str) -> Catalog:
    return read_po(io.BytesIO(_file(language)), locale=language)


@pytest.fixture(scope="module")
def texts() -> Catalog:
    return marked(SOURCE)


def _fields(text: str) -> set[str | None]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:  # a text with a brace of its own, and nothing to fill in
        return set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_none_is_left_that_nobody_shows(language: str, texts: Catalog) -> None:
    brought, missing = brought_up_to_date(_file(language), texts, language)
    assert missing == []
    assert brought == _file(language), "run python -m kps.language.catalogs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_the_same_places(language: str) -> None:
    for message in _catalog(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            assert _fields(str(text)) <= set().union(*(_fields(str(one)) for one in ids)), text


def test_the_command_keeps_translations_enters_what_is_new_and_drops_what_is_gone(tmp_path: Path) -> None:
    module = tmp_path / "kps" / "words.py"
    module.parent.mkdir()
    module.write_text('tr("kept")\ntr("gone")\n')
    first, missing = brought_up_to_date(b"", marked(tmp_path), "nn")
    assert sorted(missing) == ["gone", "kept"]
    translated = first.replace(b'"kept"\nmsgstr ""', b'"kept"\nmsgstr "behalden"')
    module.write_text('tr("kept")\nmsgn("{n} day", "{n} days", 2)\n')
    second, missing = brought_up_to_date(translated, marked(tmp_path), "nn")
    assert missing == ["{n} day"]
    assert b"behalden" in second
    assert b"gone" not in second
    assert read_mo(io.BytesIO(compiled(second, "nn")))["kept"].string == "behalden"


def test_a_folder_without_texts_empties_no_catalog(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no marked text"):
        marked(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_programs_read_is_not_stale(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "kps.mo").open("rb") as file:
        kept = read_mo(file)
    assert _texts(kept) == _texts(_catalog(language)), "run python -m kps.language.catalogs"


def _texts(catalog: Catalog) -> dict[str, object]:
    """What is translated to what; the head holds the day a catalog was made, which is nothing to compare."""
    return {repr(tuple(message.id)): tuple(message.string or ()) for message in catalog if message.id}
