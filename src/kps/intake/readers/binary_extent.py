"""How far the sheets of binary workbooks (xlsb, xls) reach, seen before a reader makes room for all of it."""

from __future__ import annotations

from collections.abc import Iterator

from kps.intake.readers.grid import MOST_CELLS

# [MS-XLSB] 2.4: a row's beginning, and the cells in it.
_ROW = 0
_CELLS = frozenset(range(1, 12))

# [MS-XLS] 2.4: where a sheet begins, and the records of cells; a row and a column come first in each.
_BEGINNING = 0x0809
_OLD_CELLS = frozenset((0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406, 0x0206))
_SECTOR_SHIFT = 30


def sheet_fits(part: bytes) -> bool:
    """Whether the cells of an xlsb's sheet lie within the bounds; a part that is none does."""
    row = last_row = last_column = 0
    for kind, data in _records(part):
        if kind == _ROW and len(data) >= 4:
            row = int.from_bytes(data[:4], "little") + 1
        elif kind in _CELLS and len(data) >= 4:
            last_row = max(last_row, row)
            last_column = max(last_column, int.from_bytes(data[:4], "little") + 1)
            if last_row * last_column > MOST_CELLS:
                return False
    return True


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind, at = _variable(part, at, 2)
        size, at = _variable(part, at, 4)
        yield kind, part[at : at + min(size, 16)]
        at += size


def _variable(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where what follows it begins; a kind keeps its marks."""
    value = 0
    for place in range(most):
        if at >= len(part):
            break
        byte = part[at]
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return value, at


def old_workbook_fits(data: bytes) -> bool:
    """Whether the cells of each sheet of an xls lie within the bounds, wherever in the file its records may be."""
    total = last_row = last_column = 0
    for kind, row, column in _old_records(data):
        if kind == _BEGINNING:
            total, last_row, last_column = total + last_row * last_column, 0, 0
        else:
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
        if total + last_row * last_column > MOST_CELLS:
            return False
    return True


def _old_records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The beginnings and the cells of the longest chain of sectors: the workbook itself."""
    for stream in _streams(data):
        at = 0
        while at + 4 <= len(stream):
            kind = int.from_bytes(stream[at : at + 2], "little")
            size = int.from_bytes(stream[at + 2 : at + 4], "little")
            at += 4
            if kind == _BEGINNING:
                yield kind, 0, 0
            elif kind in _OLD_CELLS and size >= 4:
                first = int.from_bytes(stream[at : at + 2], "little")
                # A record of several cells ends with the last one's column.
                of_many = kind in (0x00BD, 0x00BE)
                end = at + size - 2 if of_many else at + 2
                yield kind, first, int.from_bytes(stream[end : end + 2], "little")
            at += size


def _streams(data: bytes) -> Iterator[bytes]:
    """What lies in the compound file ([MS-CFB]) in chains of sectors that begin as a workbook does."""
    shift = int.from_bytes(data[_SECTOR_SHIFT : _SECTOR_SHIFT + 2], "little")
    if shift not in (9, 12):
        return
    size = 1 << shift
    table = _table(data, size)
    begun = {following for following in table if following < len(table)}
    for first in range(len(table)):
        start = (first + 1) * size
        if first not in begun and data[start : start + 2] == b"\x09\x08":
            yield b"".join(data[(one + 1) * size : (one + 2) * size] for one in _chain(table, first))


def _table(data: bytes, size: int) -> list[int]:
    """For each sector the one that follows it."""
    sectors = [int.from_bytes(data[at : at + 4], "little") for at in range(76, 512, 4)]
    further = int.from_bytes(data[68:72], "little")
    for _ in range(len(data) // size):
        part = data[(further + 1) * size : (further + 2) * size]
        if further >= 0xFFFFFFFA or len(part) < size:
            break
        sectors += [int.from_bytes(part[at : at + 4], "little") for at in range(0, size - 4, 4)]
        further = int.from_bytes(part[size - 4 :], "little")
    table: list[int] = []
    for sector in sectors:
        if sector < 0xFFFFFFFA:
            part = data[(sector + 1) * size : (sector + 2) * size]
            table += [int.from_bytes(part[at : at + 4], "little") for at in range(0, len(part) - 3, 4)]
    return table[: len(data) // size]


def _chain(table: list[int], first: int) -> Iterator[int]:
    seen: set[int] = set()
    while first < len(table) and first not in seen:
        seen.add(first)
        yield first
        first = table[first]
