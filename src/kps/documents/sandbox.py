"""The sandbox that templates run in: they see a view's data and nothing else."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import cache

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kps.documents.markdown import cell, line, link, lower_first, passage, upper_first
from kps.documents.templates import Loader, in_the_form_of


class Unknown(StrictUndefined):
    """A name that a template uses and that is not there: an error wherever it is used, told by its name."""

    @property
    def _undefined_message(self) -> str:
        return self._undefined_hint or str(self._undefined_name)


class Templates(BaseLoader):
    """Hands the templates to jinja, each read once, and remembers the files they stand in."""

    def __init__(self, loader: Loader) -> None:
        self._found = cache(loader)
        self.files: dict[str, str] = {}

    def text(self, template: str) -> str | None:
        """The text of a template; None where there is none."""
        found = self._found(template)
        if found is None:
            return None
        text, self.files[template] = found
        return text

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and that it does not change."""
        text = self.text(template)
        if text is None:
            raise TemplateNotFound(template)
        return text, self.files[template], lambda: True

    def place(self, error: BaseException) -> tuple[str, int] | None:
        """The file and line of a template where the error arose; the innermost one."""
        known = set(self.files.values())
        frames = traceback.walk_tb(error.__traceback__)
        places = [(frame.f_code.co_filename, number) for frame, number in frames if frame.f_code.co_filename in known]
        return places[-1] if places else None


class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, in which a template may call another without saying in which written form."""

    def join_path(self, template: str, parent: str) -> str:
        """The name of a template that ``parent`` uses."""
        whole = in_the_form_of(parent, template)
        return whole if isinstance(self.loader, Templates) and self.loader.text(whole) is not None else template


def sandbox(loader: Templates) -> Sandbox:
    """A sandbox for templates of Markdown: unknown names are errors, and nothing is escaped as HTML."""
    environment = Sandbox(
        undefined=Unknown,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        loader=loader,
    )
    environment.filters.update(cell=cell, line=line, link=link, passage=passage)
    environment.filters.update(lower_first=lower_first, upper_first=upper_first)
    return environment
