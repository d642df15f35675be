"""Documents as plain data and back: what was issued is kept whole, so that no later change of address reaches it."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from kennisruil.billing.rules.values import DocumentDraft
from kennisruil.billing.rules.views import LetterView, StatementView


def draft_to_dict(draft: DocumentDraft) -> dict[str, Any]:
    """Give ``draft`` as JSON-able data; ``draft_from_dict`` gives the same draft back."""
    return _plain_fields(draft)


def draft_from_dict(data: Mapping[str, Any]) -> DocumentDraft:
    """Read what ``draft_to_dict`` wrote; fields added since take their defaults."""
    read = _read(DocumentDraft, data)
    assert isinstance(read, DocumentDraft)
    return read


def view_to_dict(view: StatementView | LetterView) -> dict[str, Any]:
    """Give a statement or a letter as JSON-able data."""
    return _plain_fields(view)


def statement_from_dict(data: Mapping[str, Any]) -> StatementView:
    """Read a statement that ``view_to_dict`` wrote."""
    read = _read(StatementView, data)
    assert isinstance(read, StatementView)
    return read


def letter_from_dict(data: Mapping[str, Any]) -> LetterView:
    """Read a letter that ``view_to_dict`` wrote."""
    read = _read(LetterView, data)
    assert isinstance(read, LetterView)
    return read


def _plain_fields(value: Any) -> dict[str, Any]:
    names = _names(type(value))  # type: ignore[arg-type]  # a class can be hashed
    return {name: _plain(getattr(value, name)) for name in names}


def _plain(value: Any) -> Any:
    # Most values are texts and numbers: they are told apart first, for a close freezes thousands of documents.
    kind = type(value)
    if kind is str or kind is int or value is None:
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return _plain_fields(value) if is_dataclass(value) else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _read(kind: type, data: Any) -> Any:
    return _reader(kind)(data)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Give what reads a value of ``kind``: found out once, for a close reads thousands."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _reader(next(arm for arm in get_args(kind) if arm is not type(None)))
    if origin is tuple:
        return _or_none(_tuple_reader(get_args(kind)))
    if is_dataclass(kind):
        return _or_none(_fields_reader(kind))
    if kind is date:
        return _or_none(date.fromisoformat)
    return _or_none(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else lambda data: data


def _or_none(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda data: None if data is None else read(data)


def _tuple_reader(arms: tuple[Any, ...]) -> Callable[[Any], Any]:
    readers = [_reader(arm) for arm in arms if arm is not ...]
    if arms[-1] is ...:
        return lambda data: tuple(readers[0](item) for item in data)
    return lambda data: tuple(read(item) for read, item in zip(readers, data, strict=True))


def _fields_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = [(field.name, _reader(hints[field.name])) for field in fields(kind)]
    return lambda data: kind(**{name: read(data[name]) for name, read in readers if name in data})
