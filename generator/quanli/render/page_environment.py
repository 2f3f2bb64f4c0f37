"""The Jinja environment of pages: interface texts folded in when a template is compiled, components loaded once."""

from __future__ import annotations

import traceback
from typing import Any, NoReturn

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule

from quanli.render.compiler import PageCompiler, ThemeCompiler, Translate, escaped, fold_texts


class PageEnvironment(jinja2.Environment):
    """Compiles templates our way (:mod:`quanli.render.compiler`): an interface text costs nothing when a page is rendered."""

    overridden: tuple[str, ...] = ("_parse", "handle_exception")
    code_generator_class: type[ThemeCompiler] = PageCompiler
    compiled_as = "own"
    """Begins the names of compiled templates: what was compiled for one environment is never run in another."""
    escaped = staticmethod(escaped)

    def __init__(self, translate: Translate, **options: Any) -> None:
        super().__init__(**options)
        self.translate = translate
        self.globals["_"] = translate
        self._components: dict[str, TemplateModule] = {}

    def component(self, name: str) -> TemplateModule:
        """Give the macros of a component, which sees nothing of the page that uses it."""
        known = self._components.get(name)
        if known is None:
            known = self._components[name] = self.get_template(name).module
        return known

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise what went wrong in a template; an attribute that a template asks for in vain is the template's error."""
        try:
            super().handle_exception(source)
        except AttributeError as error:
            *_, innermost = traceback.extract_tb(error.__traceback__)
            if not innermost.filename.endswith(".html"):
                raise
            raise jinja2.UndefinedError(str(error)).with_traceback(error.__traceback__) from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        fold_texts(template, self.translate)
        return template
