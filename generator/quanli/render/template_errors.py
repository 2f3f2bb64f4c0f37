"""An error of a template as a problem, with the template's file and line: a site may have a theme of its own."""

from __future__ import annotations

import traceback

import jinja2

from quanli.errors import Problem, Rule

TEMPLATE_ERROR = Rule(
    "TEMPLATE_ERROR", "error",
    zh="模板出错：{reason}", en="the template fails: {reason}",
    hint_zh="改正主题的模板；不是自己的主题，请报告这个错误",
    hint_en="mend the theme's template; if the theme is not yours, report this",
)


def template_problem(error: jinja2.TemplateError) -> Problem:
    """Say which template failed, where and why; the line is that of the innermost template."""
    file, line = "", 0
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.filename or "", error.lineno
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.endswith(".html"):
                file, line = frame.filename, frame.lineno or 0
    return TEMPLATE_ERROR.at(_in_theme(file), (), line, 1 if line else 0, reason=str(error.message))


def _in_theme(file: str) -> str:
    return "theme/templates" + file.replace("\\", "/").rpartition("/templates")[2]
