"""What templates compile to: the Python that a hundred thousand pages run through.

Jinja's own code generator must do for any template; ours may take that a theme's objects have attributes, that a component
sees nothing of the page that uses it, and that what a page puts out is only joined. Each of these halves a page's time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from markupsafe import Markup, escape

Translate = Callable[[str], str]
_SPECIAL = re.compile("[&<>\"']")


def escaped(value: Any) -> str:
    """Escape a value for a page; text without special characters, which most is, stands as it is."""
    kind = value.__class__
    if kind is str:
        return escape(value) if _SPECIAL.search(value) else value
    if kind is int:
        return str(value)
    return value if kind is Markup else escape(value)


class ThemeCompiler(CodeGenerator):
    """Writes templates as Python: a component is loaded once, and what a page puts out is escaped in one step."""

    overridden: tuple[str, ...] = ("_output_child_pre", "_import_common")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if isinstance(node.template, nodes.Const) and not node.with_context:
            self.write(f"environment.component({node.template.value!r})")
        else:
            super()._import_common(node, frame)


class PageCompiler(ThemeCompiler):
    """Writes our own theme without the generality that it does not use: asynchronous code, sandboxes, context functions."""

    overridden = ("visit_Getattr", "visit_Call", "visit_Test", "visit_Filter")
    lenient = False
    """Whether an attribute that is asked for may be missing."""

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802, D102 - Jinja's visitor names them after nodes
        if self.lenient:
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, D102
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    @optimizeconst
    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802, D102
        self._leniently(node.name in {"defined", "undefined"}, super().visit_Test, node, frame)

    @optimizeconst
    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802, D102
        self._leniently(node.name in {"default", "d"}, super().visit_Filter, node, frame)

    def _leniently(self, lenient: bool, visit: Callable[..., None], node: nodes.Expr, frame: Frame) -> None:
        before, self.lenient = self.lenient, self.lenient or lenient
        visit(node, frame)
        self.lenient = before


def fold_texts(node: nodes.Node, translate: Translate) -> None:
    """Replace every call of ``_`` with one constant text by the constant's translation."""
    for field, value in node.iter_fields():
        if isinstance(value, list):
            setattr(node, field, [_folded(one, translate) for one in value])
        else:
            setattr(node, field, _folded(value, translate))
    for child in node.iter_child_nodes():
        fold_texts(child, translate)


def _folded(value: Any, translate: Translate) -> Any:
    if isinstance(value, nodes.Call) and isinstance(value.node, nodes.Name) and value.node.name == "_":
        (text,) = value.args
        if isinstance(text, nodes.Const):
            return nodes.Const(translate(text.value), lineno=value.lineno)
    return value
