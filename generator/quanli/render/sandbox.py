"""The environment of a theme that somebody else may have written: its templates read what they are given, and do nothing else.

Jinja's sandbox refuses what leads from a value to the program (names with an underscore, formats that reach for them) and
what changes a value. Here more is refused: only attributes of plain values, of views and of Jinja's own things are read,
and only macros, methods of plain values and the few functions of :func:`quanli.render.environment.make_environment` are
called, so that no object that finds its way into a view one day gives a template a file, a database or a process. What a
page may take of time, memory and length stands in :mod:`quanli.render.bounds`.
"""

from __future__ import annotations

import datetime
import decimal
import types
from typing import Any, NoReturn

import jinja2
from jinja2 import runtime, utils
from jinja2.environment import TemplateModule
from jinja2.sandbox import ImmutableSandboxedEnvironment

from quanli.errors import ProblemsFoundError
from quanli.render import bounds
from quanli.render.compiler import ThemeCompiler
from quanli.render.page_environment import PageEnvironment
from quanli.render.template_errors import last_place

_PLAIN = (
    str, int, float, decimal.Decimal, datetime.date, tuple, list, dict, frozenset, set, range, types.MappingProxyType, types.NoneType,
)  # fmt: skip
_OF_JINJA = (
    runtime.LoopContext, runtime.Macro, runtime.BlockReference, runtime.TemplateReference, runtime.Undefined, TemplateModule,
    utils.Cycler, utils.Joiner, utils.Namespace,
)  # fmt: skip
_CALLED = (runtime.LoopContext, runtime.Macro, runtime.BlockReference, utils.Joiner)
_FUNCTIONS = ("_", "asset", "cycler", "dict", "joiner", "namespace", "range")


class BoundedTemplate(jinja2.Template):
    """A template that ends with a template's error, whatever goes wrong in it."""

    environment: SandboxedPages

    def render(self, *args: Any, **values: Any) -> str:
        """Draw the page."""
        try:
            with bounds.bounded():
                made = super().render(*args, **values)
            made.encode()  # half a character has no bytes
        except Exception as error:  # noqa: BLE001 - a stranger's template raises what it wants
            _raise(error, "" if last_place(error)[0] else self.filename or "")
        return made


class SandboxedPages(PageEnvironment, ImmutableSandboxedEnvironment):
    """Compiles templates as Jinja's sandbox does, and runs them within bounds."""

    overridden = ("call_binop", "compile", "is_safe_attribute", "is_safe_callable")
    code_generator_class = ThemeCompiler
    compiled_as = "sandboxed"
    template_class = BoundedTemplate
    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.__dict__["concat"] = bounds.joined
        del self.globals["lipsum"]

    def compile(
        self, source: Any, name: str | None = None, filename: str | None = None, raw: Any = False, defer_init: bool = False
    ) -> Any:
        """Compile a template within bounds: what it makes of constants is made now."""
        try:
            with bounds.bounded():
                return super().compile(source, name, filename, raw, defer_init)
        except Exception as error:  # noqa: BLE001 - a stranger's template raises what it wants
            _raise(error, filename or "")

    def call_binop(self, context: runtime.Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - as Jinja's
        """Multiply and raise to a power within bounds."""
        return bounds.power(left, right) if operator == "**" else bounds.product(left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may read an attribute."""
        return super().is_safe_attribute(obj, attr, value) and (isinstance(obj, (*_PLAIN, *_OF_JINJA)) or _is_view(obj))

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a template may call something."""
        if isinstance(obj, _CALLED) or any(obj is self.globals[name] for name in _FUNCTIONS):
            return True
        method = getattr(obj, "__wrapped__", obj)  # Jinja's own way of formatting
        return isinstance(method, (types.MethodType, types.BuiltinMethodType)) and isinstance(method.__self__, (*_PLAIN, *_OF_JINJA))


def _raise(error: Exception, file: str = "") -> NoReturn:
    """Raise what went wrong in a template as an error of Jinja's; problems of the catalogue stay what they are.

    ``file`` is the template, where that is not the innermost one that was running.
    """
    if isinstance(error, ProblemsFoundError):
        raise error
    made: jinja2.TemplateError
    if isinstance(error, jinja2.TemplateError):
        made = error
    elif isinstance(error, RecursionError):
        made = bounds.too_deep()
    elif isinstance(error, MemoryError):
        made = bounds.too_much_memory()
    else:
        made = jinja2.TemplateRuntimeError(f"{type(error).__name__}: {error}")
    if file:
        made.__dict__.setdefault("file", file)
    raise made.with_traceback(error.__traceback__) from (error.__cause__ if made is error else error)


def _is_view(value: Any) -> bool:
    """Tell whether a value is one of ours: frozen, and made to be shown."""
    return hasattr(type(value), "__names__")
