"""Frozen dataclasses whose methods are made when the first of them is made: see docs/decisions/0014.

`@dataclass(frozen=True, slots=True)` of the standard library compiles six methods for each class while its module is
imported, about 0.4 ms. The first page imports some hundred such classes and makes a third of them, and the officer
waits for all. Here a class costs its slots; `__init__` is compiled at the first instance, and the rest needs no
compiling. `dataclasses.replace`, `fields`, `asdict` and `is_dataclass` take these as they take their own.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    # To the checker these are dataclasses, frozen and all.
    from dataclasses import dataclass as dataclass  # noqa: PLC0414  the name is meant to be taken from here
else:

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """A class decorator; only the one form that this program uses, frozen and with slots."""
        if not (frozen and slots):
            raise TypeError("values are frozen and have slots")
        return _value


_Init = Callable[..., None]
_NOT_FIELDS = ("ClassVar", "typing.ClassVar", "InitVar", "dataclasses.InitVar", "KW_ONLY", "dataclasses.KW_ONLY")


class _Value(Protocol):
    """What the shared methods below know of each value; `_values` reads its fields in order."""

    __match_args__: tuple[str, ...]

    @property
    def _values(self) -> Callable[[object], object]: ...


def _value(cls: type) -> type:
    """The class again with slots and the methods of a value; what is out of the ordinary goes to the library."""
    annotations = inspect.get_annotations(cls)
    names = tuple(annotations)
    if not names or not _is_ordinary(cls, annotations):
        return dataclasses.dataclass(frozen=True, slots=True)(cls)
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    members = {name: kept for name, kept in cls.__dict__.items() if name not in (*defaults, "__dict__", "__weakref__")}
    ours = {"__slots__": names, "__match_args__": names, "_values": attrgetter(*names)}
    made = type(cls)(cls.__name__, cls.__bases__, {**_METHODS, **members, **ours})
    made.__qualname__ = cls.__qualname__
    made.__init__ = _first_init(made, defaults)  # type: ignore[misc]
    made.__dataclass_fields__ = _Fields(annotations, defaults)  # type: ignore[attr-defined]
    return made


def _is_ordinary(cls: type, annotations: dict[str, Any]) -> bool:
    """Whether it stands alone, and its fields have no options but a default or a factory of one."""
    written = cls.__dict__
    if cls.__bases__ != (object,) or "__init__" in written or "__slots__" in written:
        return False
    if any(not isinstance(text, str) or text.startswith(_NOT_FIELDS) for text in annotations.values()):
        return False
    given = [written[name] for name in annotations if isinstance(written.get(name), dataclasses.Field)]
    return all(one.init and one.repr and one.compare and one.hash is None and one.kw_only is not True for one in given)


class _Fields:
    """`__dataclass_fields__`, worked out by the library when somebody asks."""

    def __init__(self, annotations: dict[str, Any], defaults: dict[str, Any]) -> None:
        self._body = {**defaults, "__annotations__": annotations}

    def __get__(self, _instance: object, owner: type) -> dict[str, Any]:
        twin: Any = dataclasses.dataclass(frozen=True)(type(owner.__name__, (), self._body))
        for name in ("__dataclass_params__", "__dataclass_fields__"):
            setattr(owner, name, getattr(twin, name))
        fields: dict[str, Any] = twin.__dataclass_fields__
        return fields


def _first_init(made: type, defaults: dict[str, Any]) -> _Init:
    """An `__init__` that puts the compiled one in its own place and hands over to it."""

    def init(self: object, *args: object, **kwargs: object) -> None:
        compiled = _compiled_init(made, defaults)
        made.__init__ = compiled  # type: ignore[misc]
        compiled(self, *args, **kwargs)

    return init


def _compiled_init(made: type, defaults: dict[str, Any]) -> _Init:
    """`__init__` as text, compiled: each slot is filled by its own setter."""
    known: dict[str, Any] = {"_missing": dataclasses.MISSING}
    arguments, lines = [], []
    for name in made.__match_args__:  # type: ignore[attr-defined]
        known[f"_set_{name}"] = made.__dict__[name].__set__
        argument, filled, default = name, name, defaults.get(name, dataclasses.MISSING)
        if isinstance(default, dataclasses.Field):
            if default.default_factory is not dataclasses.MISSING:
                known[f"_make_{name}"] = default.default_factory
                argument, filled = f"{name}=_missing", f"_make_{name}() if {name} is _missing else {name}"
            default = default.default
        if default is not dataclasses.MISSING:
            known[f"_default_{name}"] = default
            argument = f"{name}=_default_{name}"
        arguments.append(argument)
        lines.append(f" _set_{name}(self, {filled})")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    text = f"def __init__(self, {', '.join(arguments)}):\n" + "\n".join(lines)
    exec(text, known)  # noqa: S102  made of the names of fields, as the library does it
    init: _Init = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _equals(self: _Value, other: object) -> bool:
    if self is other:
        return True
    return self._values(self) == self._values(other) if other.__class__ is self.__class__ else NotImplemented


def _hashed(self: _Value) -> int:
    return hash(self._values(self))


def _written(self: _Value) -> str:
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{self.__class__.__qualname__}({fields})"


def _refuse_to_set(_self: _Value, name: str, _given: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: _Value, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: _Value) -> list[object]:
    return [getattr(self, name) for name in self.__match_args__]


def _take_state(self: _Value, state: list[object]) -> None:
    for name, kept in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, kept)


_METHODS = {
    "__eq__": _equals,
    "__hash__": _hashed,
    "__repr__": _written,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _take_state,
}
