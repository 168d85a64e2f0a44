"""Patterns for the whole numbers of a range, as texts."""

from __future__ import annotations


def range_pattern(low: int, high: int) -> str:
    """A pattern for just the numbers of a range, without leading zeros."""
    if len(str(low)) < len(str(high)):
        nines = int("9" * len(str(low)))
        return f"{_same_length(str(low), str(nines))}|{range_pattern(nines + 1, high)}"
    return _same_length(str(low), str(high))


def _same_length(low: str, high: str) -> str:
    """A pattern for the numbers between two that have equally many digits."""
    first, last, rest = low[:1], high[:1], len(low) - 1
    if low == high:
        return low
    if rest == 0 or (low[1:] == "0" * rest and high[1:] == "9" * rest):
        digit = first if first == last else f"[{first}-{last}]"
        return digit + (f"[0-9]{{{rest}}}" if rest else "")
    if first == last:
        return f"{first}({_same_length(low[1:], high[1:])})"
    next_, before = str(int(first) + 1), str(int(last) - 1)
    return "|".join(
        (
            first + f"({_same_length(low[1:], '9' * rest)})",
            *((_same_length(next_ + "0" * rest, before + "9" * rest),) if next_ <= before else ()),
            last + f"({_same_length('0' * rest, high[1:])})",
        )
    )
