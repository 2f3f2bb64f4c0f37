"""An error of a template as a problem, with the template's file and line: a site may have a theme of its own."""

from __future__ import annotations

import traceback

import jinja2
from jinja2.exceptions import SecurityError

from quanli.errors import Problem, Rule
from quanli.render.bounds import BoundsError

TEMPLATE_ERROR = Rule(
    "TEMPLATE_ERROR", "error",
    zh="模板出错：{reason}", en="the template fails: {reason}",
    hint_zh="改正主题的模板；不是自己的主题，请报告这个错误",
    hint_en="mend the theme's template; if the theme is not yours, report this",
)
TEMPLATE_UNSAFE = Rule(
    "TEMPLATE_UNSAFE", "error",
    zh="模板要用它不能用的东西：{reason}", en="the template asks for what it may not use: {reason}",
    hint_zh="模板只能读交给它的值；这个改动也许不是好意，请查明是谁写的",
    hint_en="a template may only read the values that it is given; find out who wrote this, and why",
)
TEMPLATE_BOUNDS = Rule(
    "TEMPLATE_BOUNDS", "error",
    zh="模板超出限度：{reason_zh}", en="the template goes beyond its bounds: {reason_en}",
    hint_zh="改正主题的模板", hint_en="mend the theme's template",
)


def template_problem(error: jinja2.TemplateError) -> Problem:
    """Say which template failed, where and why; the line is that of the innermost template."""
    known = getattr(error, "file", "")
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.filename or "", error.lineno
    else:
        file, line = (known, 1) if known else last_place(error)
    place = _in_theme(file), (), line, 1 if line else 0
    if isinstance(error, BoundsError):
        return TEMPLATE_BOUNDS.at(*place, reason_zh=error.zh, reason_en=error.en)
    rule = TEMPLATE_UNSAFE if isinstance(error, SecurityError) else TEMPLATE_ERROR
    return rule.at(*place, reason=str(error.message))


def last_place(error: BaseException) -> tuple[str, int]:
    """Give file and line of the innermost template that was running; nothing where none was."""
    places = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    return next((place for place in reversed(places) if place[0].endswith(".html")), ("", 0))


def _in_theme(file: str) -> str:
    return "theme/templates" + file.replace("\\", "/").rpartition("/templates")[2]
