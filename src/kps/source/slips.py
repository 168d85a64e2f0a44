"""The slips that people make in a file's layout: each with what is wrong and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from kps.language import Message, mark


@dataclass(frozen=True, slots=True)
class Slip:
    """A kind of slip: what is wrong, and the mend; both texts have their places filled from the same values."""

    says: str
    mend: str


class Slipped(Exception):  # noqa: N818  # what a person did, not what a program does
    """A slip at its place in a text: from one code point up to, but without, another."""

    def __init__(self, slip: Slip, start: int, end: int, **values: object) -> None:
        super().__init__(slip.says)
        self.slip = slip
        self.message, self.mend = Message(slip.says, values), Message(slip.mend, values)
        self.start, self.end = start, end


_QUOTES_ROUND = mark('put double quotes (") round the whole text')

# The file as a whole.
CONTROL = Slip(
    mark("an invisible control character ({code}) stands here"),
    mark("delete it; where it cannot be seen, delete the signs on both sides of it too, and type them anew"),
)
BYTE_ORDER_MARK = Slip(
    mark("an invisible sign (a byte order mark) stands before the text on this line"),
    mark("delete the whole line and type it anew; it comes from a file that was pasted into this one"),
)
CONFLICT = Slip(
    mark("this line was put in by git: two people have changed the same place, and nobody has chosen between them yet"),
    mark(
        "keep what is right of the lines between <<<<<<< and >>>>>>>, and delete the lines that begin with <<<<<<<, "
        "=======, and >>>>>>>"
    ),
)
NESTING = Slip(
    mark("the file is nested deeper than {most} levels"),
    mark("no record needs so many: look for brackets or dashes that were repeated by mistake, and delete them"),
)
SECOND_DOCUMENT = Slip(
    mark("a second record begins here; a file holds one"),
    mark("take this line away; if what comes after it is another record, give that a file of its own"),
)
AFTER_MARKER = Slip(
    mark("a key stands on the same line as ---"),
    mark("begin the record on the line below; the line with --- may be left out"),
)
AFTER_THE_END = Slip(
    mark("something stands here after the record's end"),
    mark("delete it, or put it in a place of its own further up; a file holds one record"),
)

# What other programs make of YAML, and kps does not.
ANCHOR = Slip(
    mark("a text without quotes cannot begin with & (YAML takes it for an anchor, which is not allowed here)"),
    mark('put double quotes (") round the whole text; if it is an anchor, delete it'),
)
TAG = Slip(
    mark("a text without quotes cannot begin with ! (YAML takes it for a tag, which is not allowed here)"),
    mark('put double quotes (") round the whole text; if it is a tag, delete it'),
)
ALIAS = Slip(
    mark("a text without quotes cannot begin with * (YAML takes it for an alias, which is not allowed here)"),
    mark('put double quotes (") round the whole text; if it is an alias, write the value itself'),
)
MERGE = Slip(
    mark("<< as a key (YAML's merge key) is not allowed"),
    mark("write the keys themselves"),
)
COMPLEX_KEY = Slip(
    mark("a key must be one text; a list, or keys with values, cannot be a key"),
    mark('put double quotes (") round a text that begins with a bracket'),
)
PLACEHOLDER = Slip(
    mark("double braces mark a place in a template that nobody has filled in"),
    mark('write the value itself here; put double quotes (") round it if the braces are to stay'),
)

# Colons and keys.
NO_BLANK_AFTER_COLON = Slip(
    mark("a blank is missing after this colon"),
    mark("put a blank between the colon and the value"),
)
ODD_BLANK_AFTER_COLON = Slip(
    mark("what stands after this colon looks like a blank but is another sign ({code}), as Word and web pages have it"),
    mark("delete it, and type a blank"),
)
COLON_IN_TEXT = Slip(
    mark("this colon stands within a text that has no quotes round it"),
    mark(
        'put double quotes (") round the whole text, or write it on the lines below after |; if a new key was meant, '
        "begin it on a line of its own"
    ),
)
NO_KEY_BEFORE_COLON = Slip(
    mark("a key is missing before this colon"),
    mark('write the key before the colon; put double quotes (") round a text that begins with a colon'),
)
QUESTION = Slip(
    mark("a text without quotes cannot begin with a question mark and a blank"),
    _QUOTES_ROUND,
)
NO_COLON = Slip(
    mark("no key with a colon after it stands on this line"),
    mark(
        "put a colon and a blank after the key; where the line goes on from a text further up, write that text on "
        "lines of its own after |, all of them indented further than its key"
    ),
)
EQUALS = Slip(
    mark("a key has a colon after it, not an equals sign"),
    mark("put a colon and a blank in place of the equals sign"),
)

# Columns.
KEY_TOO_FAR = Slip(
    mark("this key is indented further than those it belongs with"),
    mark(
        "begin it in column {column}, as the key above it; if it is no key but the rest of a text with a colon in it, "
        "put quotes round the text"
    ),
)
ASTRAY = Slip(
    mark("this line begins in column {here}; nothing that it could belong with begins there"),
    mark("begin it in column {column}, or in that of another line above that it belongs with"),
)
TOO_FAR = Slip(
    mark("this line is indented further than the one it belongs with"),
    mark("begin it in column {column}; a text that goes on over several lines is written after |"),
)
DASH_TOO_FAR = Slip(
    mark("this dash is indented further than the line it belongs with"),
    mark("begin it in column {column}"),
)
AFTER_COMMENT = Slip(
    mark("a text goes on here after a comment, which ended it"),
    mark("move the comment above or below the whole text"),
)
TAB = Slip(
    mark("a tab stands here; a line is indented with blanks only"),
    mark("delete the tab and type blanks, two for each step"),
)
TAB_AFTER_DASH = Slip(
    mark("a tab stands here after the dash or the question mark, and a key or another dash after it"),
    mark("put a blank in place of the tab"),
)
ODD_BLANK = Slip(
    mark("what stands here looks like a blank but is another sign ({code}), as Word and web pages have it"),
    mark("delete it, and type a blank"),
)

# Lists.
NO_BLANK_AFTER_DASH = Slip(
    mark("a blank is missing after this dash"),
    mark('put a blank after the dash; put double quotes (") round a text that begins with a dash'),
)
BULLET = Slip(
    mark("{sign} does not begin an item of a list"),
    mark("put a dash (-) and a blank in its place"),
)
LIST_ON_KEY_LINE = Slip(
    mark("a list cannot begin on the same line as its key"),
    mark('put the dash on the line below; put double quotes (") round a text that begins with a dash'),
)
LIST_BELOW_VALUE = Slip(
    mark("a list begins here below a key that has a text beside it already"),
    mark('delete the text or the list; put double quotes (") round a text that goes on with a dash'),
)
DASH_AMONG_KEYS = Slip(
    mark("this dash stands where a key was to begin"),
    mark(
        "indent it like the dashes of the list that it belongs to; if it belongs to none, delete it; put double quotes "
        '(") round a text that begins with a dash'
    ),
)
KEY_AMONG_ITEMS = Slip(
    mark("this line stands among the items of a list, but does not begin with a dash"),
    mark(
        "begin it with a dash and a blank if it is an item; begin it in column {inside} if it goes on from the item "
        "above"
    ),
)

# Quotes.
QUOTE_OPEN = Slip(
    mark("the quote that opens here is not closed"),
    mark(
        "close it with the same sign where the text ends; an apostrophe within single quotes is written twice, a "
        "double quote within double quotes with \\ before it"
    ),
)
MIXED_QUOTES = Slip(
    mark("{sign} does not close the text: it was opened with {opened}"),
    mark("put {opened} in its place"),
)
SMART_QUOTES = Slip(
    mark("{sign} does not begin a text in quotes: only the straight quotes do"),
    mark('write " in place of {sign}, and of the sign that ends the text'),
)
AFTER_QUOTE = Slip(
    mark("the text goes on here after the quote that ends it"),
    mark(
        "put the closing quote where the whole text ends; an apostrophe within single quotes is written twice, a "
        "double quote within double quotes with \\ before it; several values are written [in, brackets]"
    ),
)
ESCAPE = Slip(
    mark("\\ has a meaning of its own between double quotes"),
    mark("write \\\\, or put single quotes (') round the text"),
)

# Brackets.
BRACKET_OPEN = Slip(
    mark("the {sign} that opens here is not closed"),
    mark('put {close} where it ends; put double quotes (") round a text that begins with {sign}'),
)
BRACKET_CLOSES_NOTHING = Slip(
    mark("this {sign} closes nothing"),
    mark('delete it; put double quotes (") round a text that has it in it'),
)
AFTER_BRACKET = Slip(
    mark("a text without quotes cannot begin with {sign}"),
    mark(
        'put double quotes (") round the whole text; if it is a list or keys in brackets, nothing may stand after them'
    ),
)
NO_COMMA = Slip(
    mark("a comma is missing before this place"),
    mark(
        'put a comma between the two; put double quotes (") round a text that has a comma, a colon or a bracket in it'
    ),
)
COLON_IN_BRACKETS = Slip(
    mark("this colon stands within a text that has no quotes round it, or a comma is missing before its key"),
    mark('put a comma before the key, or double quotes (") round the text'),
)
COMMA_TOO_MANY = Slip(
    mark("nothing stands before this comma"),
    mark('delete the comma; put double quotes (") round a text that begins with one'),
)

# Texts.
FIRST_SIGN = Slip(
    mark("a text without quotes cannot begin with {sign}"),
    _QUOTES_ROUND,
)
BLOCK_SHORT = Slip(
    mark("this line of the text is indented less than the text's first line"),
    mark("begin it in column {column}, as the text's first line, or further in"),
)
BLOCK_LEFT = Slip(
    mark("this line stands too far to the left to be part of the text above it"),
    mark("begin it in column {column} if it belongs to the text; else put a key with a colon before it"),
)
BLOCK_EMPTY_LINE = Slip(
    mark("an empty line before the text's first has more blanks than that"),
    mark("delete the blanks on the empty line"),
)
BLOCK_TAB = Slip(
    mark("a tab stands on this line in the middle of a text"),
    mark("delete the tab; indent the line with blanks, as the others of the text, if something stands on it"),
)
AFTER_BLOCK_SIGN = Slip(
    mark("a text after {sign} begins on the next line, not on this one"),
    mark(
        "move what stands here to the next line, indented further than its key; if the text is to begin with {sign}, "
        'put double quotes (") round it'
    ),
)
