"""Putting a view into words with a template, and telling where a template is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kps.documents.editions import shown
from kps.documents.markdown import tidy
from kps.documents.templates import USES_ITSELF, TemplateFault, templates
from kps.language import Message, msg

if TYPE_CHECKING:
    from jinja2 import Environment

    from kps.documents.sandbox import Templates

TOO_LONG = msg("this takes longer than a document may; is something repeated far too often?")


@dataclass(frozen=True)
class Wording:
    """The templates of a register, each read once however many papers are made."""

    own: Mapping[str, str]
    """The texts of the register's own templates, by file."""

    @cached_property
    def _templates(self) -> Templates:
        # Imported here: jinja takes time to load, and most commands make no paper.
        from kps.documents.sandbox import Templates

        return Templates(templates(self.own))

    @cached_property
    def _sandbox(self) -> Environment:
        from kps.documents.sandbox import sandbox

        return sandbox(self._templates)

    def _mind_parents(self, template: str) -> None:
        if self.own and template not in self._minded:
            from kps.documents.building import mind_parents

            mind_parents(template, self._sandbox, self._templates)
            self._minded.add(template)

    @cached_property
    def _minded(self) -> set[str]:
        """The templates of which it is known that they change what is there."""
        return set()

    def render(self, view: Any, template: str, *, public: bool = False) -> str:
        """The paper in Markdown. The template sees the fields of ``view``, a dataclass, each by its name.

        ``public`` tells it which edition it is in. Raises TemplateFault for a template that cannot be used.
        """
        try:
            self._mind_parents(template)
            return tidy(self._sandbox.get_template(template).render(shown(view), public=public))
        except TemplateFault:
            raise
        except Exception as error:  # whatever a template's own words bring about
            raise _fault(error, template, self._templates) from error


def _fault(error: Exception, template: str, templates: Templates) -> TemplateFault:
    from jinja2 import TemplateSyntaxError

    main = templates.files.get(template, template)
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(
            error.filename or main, error.lineno, msg("this is not a template: {why}", why=error.message)
        )
    file, line = templates.place(error) or (main, 1)
    return TemplateFault(file, line, _reason(error))


def _reason(error: Exception) -> Message:
    from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError

    match error:
        case SecurityError():
            return msg("templates may not do this: {why}", why=error.message)
        case UndefinedError():
            return msg("the name “{name}” is not known here", name=error.message)
        case TemplateNotFound():
            return msg("there is no template {name}", name=error.name)
        case RecursionError():
            return USES_ITSELF
        case TimeoutError():
            return TOO_LONG
        case MemoryError():
            return msg("this takes more memory than a document may")
        case _:
            return msg("this cannot be worked out: {why}", why=str(error) or type(error).__name__)
