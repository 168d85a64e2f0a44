"""The catalogs, brought up to date with the code: ``python -m kps.language.catalogs``.

Every marked text is entered, those that nobody shows any more go, translations stay, and what programs read (``.mo``)
is compiled. What is still to be translated is printed, and the exit status is 1 while there is any. For developers:
it needs Babel and a checkout.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).parent.parent / "locale"
METHODS = [("**.py", "kps.language.extract:messages")]

# A head without days and names: it changes only when the catalog's form does.
_HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def marked(source: Path) -> Catalog:
    """Every text under ``source`` (the folder that holds the package) that readers may be shown; none: ValueError."""
    found = Catalog(project="kps")
    for _, _, message, *_ in extract_from_dir(source, METHODS):
        found.add(message)
    if not len(found):
        raise ValueError(f"no marked text under {source}")
    return found


def brought_up_to_date(text: bytes, texts: Catalog, language: str) -> tuple[bytes, list[str]]:
    """A catalog's file with just these texts, its translations kept; and the msgids that are not translated."""
    catalog = read_po(io.BytesIO(text), locale=language)
    catalog.update(texts, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    out = io.BytesIO()
    write_po(out, catalog, width=110, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    head = _HEAD.format(language=language).encode()
    return head + out.getvalue(), [_id(one) for one in catalog if one.id and not _translated(one)]


def compiled(text: bytes, language: str) -> bytes:
    """A catalog's file as programs read it."""
    out = io.BytesIO()
    write_mo(out, read_po(io.BytesIO(text), locale=language))
    return out.getvalue()


def compile_all(locale: Path) -> None:
    """Make what programs read of each catalog, beside it."""
    for file in sorted(locale.glob("*/LC_MESSAGES/kps.po")):
        file.with_suffix(".mo").write_bytes(compiled(file.read_bytes(), file.parts[-3]))


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _translated(message: Message) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else message.string or ()
    return bool(strings) and all(strings)


def main() -> int:
    """Bring both catalogs up to date; 1 while something is still to be translated."""
    texts = marked(LOCALE.parent.parent)
    missing = 0
    for file in sorted(LOCALE.glob("*/LC_MESSAGES/kps.po")):
        language = file.parts[-3]
        text, left = brought_up_to_date(file.read_bytes(), texts, language)
        file.write_bytes(text)
        missing += len(left)
        for msgid in left:
            print(f"{language}: {msgid}")
    compile_all(LOCALE)
    print(f"{len(texts)} texts, {missing} translations missing")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())
