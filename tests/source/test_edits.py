"""Values put into a file that somebody wrote: their place is right, and nothing else is touched."""

from __future__ import annotations

import pytest

from kps.source import read
from kps.source.edits import Unplaced, with_values

NEW = {"godkjent": "2026-06-11", "segl": "k1"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nreferat: {ferdig: 1}\n", "a: 1\nreferat: {ferdig: 1, godkjent: 2026-06-11, segl: k1}\n"),
        ("referat: {ferdig: 1, godkjent: x, } # m\n", "referat: {ferdig: 1, godkjent: 2026-06-11, segl: k1 } # m\n"),
        ("referat: {}\n", "referat: {godkjent: 2026-06-11, segl: k1}\n"),
        ("referat:\nb: 1\n", "referat: {godkjent: 2026-06-11, segl: k1}\nb: 1\n"),
        ("referat:   # m\nb: 1", "referat: {godkjent: 2026-06-11, segl: k1}   # m\nb: 1"),
        ("a: 1", "a: 1\nreferat: {godkjent: 2026-06-11, segl: k1}\n"),
        ("referat: {a: 1, segl, b: 2}\nc: 3\n", "referat: {a: 1, segl: k1, b: 2, godkjent: 2026-06-11}\nc: 3\n"),
        ("referat: {a: 1\u2028}\n", "referat: {a: 1\u2028, godkjent: 2026-06-11, segl: k1}\n"),
        ("  a: 1\n", "  a: 1\n  referat: {godkjent: 2026-06-11, segl: k1}\n"),
        (" ? a\n : 1\n", " ? a\n : 1\n referat: {godkjent: 2026-06-11, segl: k1}\n"),
        ("a: 1\n...\n# m\n", "a: 1\nreferat: {godkjent: 2026-06-11, segl: k1}\n...\n# m\n"),
        (
            "referat:\n  ferdig: 1   # m\n\n# slutt\nb: 1\n",
            "referat:\n  ferdig: 1   # m\n  godkjent: 2026-06-11\n  segl: k1\n\n# slutt\nb: 1\n",
        ),
        (
            "referat:\n  ferdig: 1\n  godkjent:                # dagen\nb: 1\n",
            "referat:\n  ferdig: 1\n  godkjent: 2026-06-11     # dagen\n  segl: k1\nb: 1\n",
        ),
        ("referat:\n    segl: 'gammelt'\n    a: 1", "referat:\n    segl: k1\n    a: 1\n    godkjent: 2026-06-11"),
    ],
)  # fmt: skip
def test_the_values_stand_where_they_belong(before: str, after: str) -> None:
    made = with_values(before, "referat", NEW)
    assert made == after
    assert read(made.encode()).value["referat"].items() >= NEW.items()  # type: ignore[call-overload,union-attr,index]


def test_the_file_s_own_line_endings_are_kept() -> None:
    made = with_values("a: æ\r\nreferat:\r\n  ferdig: 1\r\nb: 2\r\n", "referat", NEW)
    assert made == "a: æ\r\nreferat:\r\n  ferdig: 1\r\n  godkjent: 2026-06-11\r\n  segl: k1\r\nb: 2\r\n"


@pytest.mark.parametrize(
    "text", ["referat: ja\n", "- a\n", "referat: {segl # m\n : }\n", "{referat: {}}\n", "", "referat: {segl: [a]}\n"]
)
def test_another_layout_is_refused(text: str) -> None:
    with pytest.raises(Unplaced):
        with_values(text, "referat", NEW)
