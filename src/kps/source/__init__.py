"""Bytes to text to values with exact positions; nothing here knows what a record is."""

from kps.source.node_tree import MOST_FAULTS
from kps.source.places import Positions, locate
from kps.source.reader import read
from kps.source.text import BOM, MAX_BYTES, NOT_UTF8, Lines, Span, decode, whole_text
from kps.source.values import Content, Fault, Path, Value

__all__ = [
    "BOM",
    "MAX_BYTES",
    "MOST_FAULTS",
    "NOT_UTF8",
    "Content",
    "Fault",
    "Lines",
    "Path",
    "Positions",
    "Span",
    "Value",
    "decode",
    "locate",
    "read",
    "whole_text",
]
