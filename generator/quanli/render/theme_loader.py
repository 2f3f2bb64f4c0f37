"""Gives Jinja the templates of a theme through the gate: it would follow a link, and read whatever is there to its end."""

from __future__ import annotations

import os
from pathlib import Path

import jinja2
from jinja2.loaders import split_template_path

from quanli.config.theme import limit_of
from quanli.gate import read_file


class ThemeLoader(jinja2.BaseLoader):
    """Loads templates from ``templates/`` of a theme."""

    def __init__(self, theme: Path) -> None:
        self.theme = theme

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002 - Jinja's signature
        """Give a template's text and its file; raises ``OSError`` where what is there may not be opened."""
        path = "/".join([self.theme.name, "templates", *split_template_path(template)])
        try:
            data = read_file(self.theme.parent, path, limit_of(path))
        except FileNotFoundError:
            raise jinja2.TemplateNotFound(template, f"{template!r} is not in the theme") from None
        file = os.fspath(self.theme.parent / path)
        try:
            return data.decode("utf-8"), file, None
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise jinja2.TemplateSyntaxError("it is not UTF-8", line, template, file) from None
