"""Frozen values: dataclasses whose methods are shared, not compiled for each class.

``dataclasses`` compiles six methods a class, half a millisecond each time a program starts; with a hundred and fifty
classes that is longer than a small build takes. ``fields``, ``replace``, ``is_dataclass`` and ``asdict`` work as usual.
A class that turns out to be made often gets a compiled ``__init__`` then, which takes a third of the shared one's time.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
_OFTEN = 200
"""Values of a class after which compiling its ``__init__`` pays."""
_made: dict[type, int] = {}


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """Make a class of frozen values from its annotations."""
    made = dataclass(init=False, repr=False, eq=False, match_args=False)(cls)
    fields = made.__dataclass_fields__.values()  # type: ignore[attr-defined]
    defaults = {field.name: field.default for field in fields if field.default is not MISSING}
    factories = tuple((field.name, field.default_factory) for field in fields if field.default_factory is not MISSING)
    names = tuple(field.name for field in fields)
    shared: dict[str, Any] = {
        "__names__": names,
        "__defaults__": defaults,
        "__factories__": factories,
        "__values__": staticmethod(attrgetter(*names) if len(names) > 1 else _single(names)),
        "__init__": _init,
        "__repr__": _repr,
        "__eq__": _eq,
        "__hash__": _hash,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }
    for name, value in shared.items():
        if name not in cls.__dict__ or name == "__hash__":
            setattr(made, name, value)
    return made


def _single(names: tuple[str, ...]) -> Any:
    """Get the values of a class with one field, or none, as a tuple too."""
    get = attrgetter(names[0]) if names else None
    return lambda one: (get(one),) if get else ()


def _init(self: Any, *values: Any, **named: Any) -> None:
    kind = type(self)
    attributes = self.__dict__
    attributes.update(kind.__defaults__)
    for name, make in kind.__factories__:
        attributes[name] = make()
    attributes.update(zip(kind.__names__, values, strict=False))
    attributes.update(named)
    if len(attributes) != len(kind.__names__) or len(values) > len(kind.__names__):
        _wrong(kind, values, named)
    _made[kind] = count = _made.get(kind, 0) + 1
    if count == _OFTEN:
        kind.__init__ = _compiled(kind)


def _compiled(kind: Any) -> Any:
    """Write the ``__init__`` of a class out: its fields as parameters, set one by one."""
    made = dict(kind.__factories__)
    given = {name: f" = defaults[{name!r}]" for name in kind.__defaults__} | dict.fromkeys(made, " = absent")
    parameters = ", ".join(f"{name}{given.get(name, '')}" for name in kind.__names__)
    values = {name: f"made[{name!r}]() if {name} is absent else {name}" for name in made}
    lines = "".join(f"\n    attributes[{name!r}] = {values.get(name, name)}" for name in kind.__names__)
    known = {"defaults": kind.__defaults__, "made": made, "absent": MISSING}
    exec(f"def __init__(self, {parameters}):\n    attributes = self.__dict__{lines}", known)  # noqa: S102 - names of fields
    return known["__init__"]


def _wrong(kind: Any, values: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Say which fields are missing or unknown, as a compiled ``__init__`` does."""
    given = {*kind.__names__[: len(values)], *named}
    missing = [name for name in kind.__names__ if name not in given and name not in kind.__defaults__]
    unknown = [name for name in named if name not in kind.__names__]
    raise TypeError(f"{kind.__name__}: missing {missing}, unknown {unknown}, {len(values)} by position")


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={value!r}" for name, value in zip(self.__names__, self.__values__(self), strict=True))
    return f"{type(self).__qualname__}({shown})"


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self is other or self.__values__(self) == self.__values__(other)


def _hash(self: Any) -> int:
    return hash(self.__values__(self))


def _refuse(self: Any, name: str, *_: Any) -> None:
    raise FrozenInstanceError(f"cannot change {name!r} of {type(self).__name__}")
