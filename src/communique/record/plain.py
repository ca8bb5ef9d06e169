"""Records as plain lists and back: what was derived can be kept as JSON and comes back equal, without a class named in it.

A record is the list of its fields in order, a day its ISO form, a tuple a list, a set a sorted one.  What a list means is known
from the type that is asked for alone, so that a file cannot make the program build anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from json import JSONEncoder
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]
AS_IT_IS = (str, int, float, bool, NoneType)


def plain(value: object) -> Any:
    """The value as lists, mappings with text keys, text and numbers.

    Raises TypeError for what is no record and no plain value.
    """
    return _writer(type(value))(value)


def written(value: object) -> str:
    """`plain(value)` as compact JSON, the same for equal values; the lists of a large record are never made.

    Raises TypeError for what is no record and no plain value.
    """
    return _ENCODER.encode(value)


def _shallow(value: Any) -> Any:
    """A record as its fields, a set as a sorted list, a day as its text: what the encoder does not know of itself."""
    return _of_one_level(type(value))(value)


def _one_level(kind: Any) -> Writer:
    return _fields(kind) if is_dataclass(kind) else _writer(kind)


_of_one_level: Callable[[Any], Writer] = cache(_one_level)


_ENCODER = JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, check_circular=False, default=_shallow)


def _fields(kind: Any) -> Writer:
    """How the fields of a record are got at, in order."""
    names = _names(kind)
    return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)


def _made(kind: Any) -> Writer:
    """How values of one type are written: what that takes is found out once, for there are many of a kind."""
    if issubclass(kind, AS_IT_IS):
        return _same
    if issubclass(kind, tuple | list):
        return lambda value: [item if type(item) is str else _writer(type(item))(item) for item in value]
    if issubclass(kind, frozenset):  # in an order of its own, so that equal sets are written alike
        return lambda value: sorted([_writer(type(item))(item) for item in value])
    if issubclass(kind, date):
        return date.isoformat
    if is_dataclass(kind):
        fields_of = _fields(kind)
        return lambda value: [
            field if (of := type(field)) is str or field is None else _writer(of)(field) for field in fields_of(value)
        ]
    if issubclass(kind, Mapping):
        return lambda value: {str(key): plain(item) for key, item in sorted(value.items())}
    raise TypeError(f"{kind.__name__} cannot be kept")


_writer: Callable[[Any], Writer] = cache(_made)


def back(kind: type[T], written: Any) -> T:
    """The value of type `kind` that `plain` wrote.

    Raises TypeError or ValueError where it is none.
    """
    return cast(T, _reader(cast(Any, kind))(written))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)


@lru_cache(4096)  # few days, many records
def _day(written: str) -> date:
    return date.fromisoformat(written)


@cache
def _reader(kind: Any) -> Reader:
    if kind in AS_IT_IS or get_origin(kind) is Literal:
        return _same
    if kind is date:
        return _day
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (some,) = (_reader(one) for one in inner if one is not NoneType)
        return _same if some is _same else lambda written: None if written is None else some(written)
    if origin is frozenset:
        item = _reader(inner[0])
        return frozenset if item is _same else lambda written: frozenset([item(one) for one in written])
    if origin is tuple:
        item = _reader(inner[0])
        return tuple if item is _same else lambda written: tuple([item(one) for one in written])
    if origin is not None and issubclass(origin, Mapping):
        return dict
    if is_dataclass(kind):
        return _of_record(cast(type, kind))
    raise TypeError(f"{kind} cannot be read back")


def _same(written: Any) -> Any:
    return written


def _of_record(kind: type) -> Reader:
    """A record may hold others of its own kind, so the readers of its fields are looked up when it is first read."""
    steps: list[tuple[int, Reader]] = []
    ready = False

    def read(written: Any) -> Any:
        nonlocal ready
        if not ready:
            hints = get_type_hints(kind)
            readers = enumerate(_reader(hints[name]) for name in _names(kind))
            steps.extend((at, reader) for at, reader in readers if reader is not _same)
            ready = True
        values = list(written)
        for at, reader in steps:
            values[at] = reader(values[at])
        return kind(*values)

    return read
