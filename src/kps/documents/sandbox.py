"""The sandbox that templates run in: they see a view's data and nothing else."""

from __future__ import annotations

import traceback
from collections.abc import Callable

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kps.documents.markdown import cell, line, lower_first, passage, upper_first
from kps.documents.templates import Loader


class Unknown(StrictUndefined):
    """A name that a template uses and that is not there: an error wherever it is used, told by its name."""

    @property
    def _undefined_message(self) -> str:
        return self._undefined_hint or str(self._undefined_name)


class Templates(BaseLoader):
    """Hands the templates to jinja, and remembers the files they stand in."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self.files: dict[str, str] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and that it does not change."""
        found = self._loader(template)
        if found is None:
            raise TemplateNotFound(template)
        text, file = found
        self.files[template] = file
        return text, file, lambda: True

    def place(self, error: BaseException) -> tuple[str, int] | None:
        """The file and line of a template where the error arose; the innermost one."""
        known = set(self.files.values())
        frames = traceback.walk_tb(error.__traceback__)
        places = [(frame.f_code.co_filename, number) for frame, number in frames if frame.f_code.co_filename in known]
        return places[-1] if places else None


def sandbox(loader: Templates) -> ImmutableSandboxedEnvironment:
    """A sandbox for templates of Markdown: unknown names are errors, and nothing is escaped as HTML."""
    environment = ImmutableSandboxedEnvironment(
        undefined=Unknown,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        loader=loader,
    )
    environment.filters.update(cell=cell, line=line, lower_first=lower_first, passage=passage, upper_first=upper_first)
    return environment
