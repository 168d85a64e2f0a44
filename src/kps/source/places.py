"""Where the values of a file stand: asked only of files that have a finding."""

from __future__ import annotations

from kps.source.node_tree import node_tree
from kps.source.nodes import Node
from kps.source.sound import Parts
from kps.source.text import START, Lines, Span
from kps.source.values import On, Path

_NO_WORDS = ("", "ja", "nei", "true", "false")
"""What a scalar may say that stands for no key of a mapping."""


class Positions:
    """The places of a file's keys and values; with ``under``, of what stands at paths of these parts."""

    def __init__(self, text: str, under: Parts | None = None) -> None:
        self._lines = Lines(text)
        self.tree = node_tree(text, under)
        self._root = self.tree.root

    def key(self, path: Path) -> Span | None:
        """The place of the key that ``path`` ends in."""
        above = self.node(path[:-1]) if path else None
        found = above.keys.get(path[-1]) if above and isinstance(path[-1], str) else None
        return self._lines.span(*found) if found else None

    def value(self, path: Path) -> Span | None:
        """The place of the value at ``path``, a collection's being the whole of it."""
        node = self.node(path)
        return self._lines.span(node.start, node.end) if node else None

    def first_key(self) -> Span | None:
        """The place of the file's first key."""
        if self._root is None or not self._root.keys:
            return None
        return self._lines.span(*next(iter(self._root.keys.values())))

    def written(self, path: Path) -> Path:
        """The path as far as it was written.

        Without the places in lists that have one item and no dash, and without the key that a shorthand
        (``"4205"`` for ``{nr: "4205"}``) stands for. A blank stands for none, nor does a bare yes.
        """
        kept: list[str | int] = []
        node = self._root
        for part in path:
            if isinstance(part, int) and node is not None and node.kind != "list":
                continue
            if node is not None and node.kind == "scalar" and self._is_shorthand(node):
                break
            kept.append(part)
            node = node.child(part) if node else None
        return tuple(kept)

    def _is_shorthand(self, node: Node) -> bool:
        written = self._lines.within(self._lines.span(node.start, node.end)).strip("\"'").strip()
        return written.casefold() not in _NO_WORDS

    def there(self, path: Path) -> Path:
        """The path as far as something stands there: a key with a blank value does."""
        while path and self.node(path) is None:
            path = path[:-1]
        return path

    def place(self, path: Path, on: On = "auto") -> Span:
        """Where a finding about ``path`` stands.

        A scalar's value; a collection's key; a list's item. Where something is missing: the item that lacks
        it, the key whose mapping lacks it, or the file's first key.
        """
        path = self.there(self.written(path))
        node = self.node(path)
        if not path or node is None:
            return self.first_key() or START
        named = self.key(path)
        plain = node.kind == "scalar" and node.end > node.start
        if named is not None and (on == "key" or not plain):
            return named
        return self._lines.span(node.start, node.end)

    def node(self, path: Path) -> Node | None:
        """What stands at ``path``, as it was written."""
        node = self._root
        for part in path:
            node = node.child(part) if node else None
        return node


def locate(text: str, under: Parts | None = None) -> Positions:
    """The places of everything in a text, as far as it can be read; with ``under``, of what stands at such paths."""
    return Positions(text, under)
