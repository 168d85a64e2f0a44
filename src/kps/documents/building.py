"""Templates that build on another and change some of its blocks: whether what they change is there to be changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

from jinja2 import Environment, nodes

from kps.documents.sandbox import Templates, sandbox
from kps.documents.templates import PACKAGED, USES_ITSELF, TemplateFault, templates
from kps.language import Message, msg


def mind_parents(template: str, environment: Environment, known: Templates) -> None:
    """Raise TemplateFault where a template builds on nothing, or on itself, or changes a block that is not there.

    Jinja would leave such a block out, and say nothing.
    """
    if "extends" in (known.text(template) or ""):
        _blocks_within(template, (template,), environment, known)


def blocks(template: str) -> tuple[str, ...]:
    """The blocks of a template that travels with kps, in their order."""
    known = Templates(templates({}))
    return tuple(block.name for block in _parsed(template, sandbox(known), known).find_all(nodes.Block))


def _blocks_within(
    template: str, way: tuple[str, ...], environment: Environment, known: Templates
) -> frozenset[str] | None:
    """The blocks of a template and of all that it builds on; None where those are not known beforehand."""
    tree = _parsed(template, environment, known)
    own = frozenset(block.name for block in tree.find_all(nodes.Block))
    extends = next(tree.find_all(nodes.Extends), None)
    if extends is None:
        return own
    if not isinstance(extends.template, nodes.Const):
        return None
    parent = environment.join_path(str(extends.template.value), template)
    if known.text(parent) is None:
        _refuse(template, extends, known, msg("there is no template {name}", name=str(extends.template.value)))
    if parent in way:
        _refuse(template, extends, known, _circle(parent, known))
    there = _blocks_within(parent, (*way, parent), environment, known)
    if there is None:
        return None
    for block in _outermost(tree):
        if block.name not in there:
            _refuse(template, block, known, _no_block(block.name, parent, there))
    return own | there


def _parsed(template: str, environment: Environment, known: Templates) -> nodes.Template:
    return environment.parse(known.text(template) or "", template, known.files.get(template, template))


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    """The blocks that stand in no other one: a block within another need not be in the parent."""
    for inner in node.iter_child_nodes():
        if isinstance(inner, nodes.Block):
            yield inner
        else:
            yield from _outermost(inner)


def _no_block(name: str, parent: str, there: frozenset[str]) -> Message:
    return msg(
        "{parent} has no block {name}, so this would be left out; it has: {blocks}",
        parent=parent,
        name=name,
        blocks=", ".join(sorted(there)),
    )


def _circle(parent: str, known: Templates) -> Message:
    packaged = PACKAGED + parent.removeprefix(PACKAGED)
    if known.text(packaged) is None:
        return USES_ITSELF
    return msg("the template uses itself without end; the one that comes with kps is {name}", name=packaged)


def _refuse(template: str, node: nodes.Node, known: Templates, reason: Message) -> NoReturn:
    raise TemplateFault(known.files.get(template, template), node.lineno, reason)
