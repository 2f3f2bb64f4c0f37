"""Whether methods of Jinja that we override are as we know them: those that are its own affair may change in any version."""

from __future__ import annotations

import inspect

from quanli.errors import Problem, ProblemsFoundError, Rule

LIBRARY_UNFIT = Rule(
    "LIBRARY_UNFIT", "error",
    zh="这个版本的 {library}（{version}）与本程序不合：{what} 不是所知的样子",
    en="this version of {library} ({version}) does not fit: {what} is not as it was known",
    hint_zh="安装：pip install '{wanted}'", hint_en="install it: pip install '{wanted}'",
)

FITS = "Jinja2>=3.1.6,<3.2"
"""The versions whose methods were read, as ``pyproject.toml`` has them too."""


def require_known(*kinds: type) -> None:
    """Compare the methods that classes of ours override (their ``overridden``) with those that they take the place of.

    Names and parameters must be alike. Raises ProblemsFoundError (LIBRARY_UNFIT), so that no page is drawn by methods that
    nobody calls any more.
    """
    for ours in dict.fromkeys(one for kind in kinds for one in kind.__mro__):
        for name in ours.__dict__.get("overridden", ()):
            theirs = next((kind for kind in ours.__mro__[1:] if name in kind.__dict__), None)
            if theirs is None or _parameters(theirs.__dict__[name]) != _parameters(ours.__dict__[name]):
                raise ProblemsFoundError([_unfit(f"{(theirs or _of_jinja(ours)).__name__}.{name}")])


def _of_jinja(ours: type) -> type:
    return next(kind for kind in ours.__mro__ if kind.__module__.startswith("jinja2"))


def _unfit(what: str) -> Problem:
    import importlib.metadata  # noqa: PLC0415 - heavy, and seldom wanted

    return LIBRARY_UNFIT.at("", library="Jinja2", version=importlib.metadata.version("Jinja2"), what=what, wanted=FITS)


def _parameters(method: object) -> tuple[str, ...]:
    return tuple(inspect.signature(method).parameters) if callable(method) else ()
