"""Values of a YAML file changed where they stand: what is not changed keeps its bytes, with comments, order and style."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from quanli.errors import Path
from quanli.frozen import frozen
from quanli.records.strict_yaml import Quoted, parse, reading

_NOT_PLAIN = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|[,\[\]{}]|:(?:\s|$)|\s#|\s$|[^\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd]")
"""What text has that stands for itself nowhere, or not in a flow collection."""


class NotChangedError(Exception):
    """The file is not one in which this can be changed where it stands."""


@frozen
class Span:
    """Where a value stands in a text: from ``start`` to before ``end``; ``flow`` is a collection written in brackets."""

    start: int
    end: int
    flow: bool
    column: int
    """Of its first character, from 0."""
    single: bool = True


def with_values(text: str, values: Mapping[Path, str]) -> str:
    """Give a text with other single values at some paths. Raises :class:`NotChangedError` unless exactly these differ then."""
    spans = spans_of(text)
    changed = text
    for path in sorted(values, key=lambda path: spans[path].start if path in spans else -1, reverse=True):
        if path not in spans or not spans[path].single:
            raise NotChangedError
        span = spans[path]
        end = span.start + len(changed[span.start : span.end].rstrip())  # a block's end is where the next value begins
        changed = changed[: span.start] + scalar(values[path]) + changed[end:]
    wanted = _tree(text)
    for path, value in values.items():
        _put(wanted, path, value)
    return _proved(changed, wanted)


def with_entry(text: str, path: Path, entry: Mapping[str, str]) -> str:
    """Give a text with one more entry at the end of the list at a path, written on one line.

    Raises :class:`NotChangedError` where there is no list with an entry, or anything else would differ.
    """
    spans, tree = spans_of(text), _tree(text)
    last = (*path, len(_at(tree, path)) - 1)
    if path not in spans or last not in spans:
        raise NotChangedError
    line = "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in entry.items()) + "}"
    end = _end(text, spans, last)
    if spans[path].flow:
        changed = f"{text[:end]}, {line}{text[end:]}"
    else:
        after = text.find("\n", end)
        after = len(text) if after < 0 else after
        changed = f"{text[:after]}\n{' ' * spans[path].column}- {line}{text[after:]}"
    _at(tree, path).append(dict(entry))
    return _proved(changed, tree)


def with_field(text: str, path: Path, key: str, value: str) -> str:
    """Give a text with one more field at the end of the mapping at a path; raises as :func:`with_entry` does."""
    spans, tree = spans_of(text), _tree(text)
    held = _at(tree, path)
    if path not in spans or not isinstance(held, dict) or not held or key in held:
        raise NotChangedError
    end = _end(text, spans, (*path, list(held)[-1]))
    mark = ", " if spans[path].flow else "\n" + " " * spans[path].column
    held[key] = value
    return _proved(f"{text[:end]}{mark}{key}: {scalar(value)}{text[end:]}", tree)


def scalar(text: str) -> str:
    """Write a text so that it is read as this text wherever it stands; dates and numbers as they are typed by their fields."""
    plain = text and not _NOT_PLAIN.search(text)
    if plain and (not reading(text) or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[1-9][0-9]*", text)):
        return text
    return json.dumps(text, ensure_ascii=False)


def spans_of(text: str) -> dict[Path, Span]:
    """Say where every value of a text stands, by its path. Raises :class:`NotChangedError` for what is no YAML."""
    try:
        events = iter(list(yaml.parse(text, Loader=yaml.CSafeLoader)))
    except yaml.YAMLError as error:
        raise NotChangedError from error
    found = dict[Path, Span]()
    for event in events:
        if isinstance(event, yaml.events.MappingStartEvent | yaml.events.SequenceStartEvent):
            _walk(event, events, (), found)
            break
    return found


def _walk(event: Any, events: Iterator[Any], path: Path, found: dict[Path, Span]) -> None:
    start, single = event.start_mark, isinstance(event, yaml.events.ScalarEvent)
    flow = bool(getattr(event, "flow_style", False))
    if isinstance(event, yaml.events.MappingStartEvent):
        while not isinstance(key := next(events), yaml.events.MappingEndEvent):
            if not isinstance(key, yaml.events.ScalarEvent):
                raise NotChangedError
            _walk(next(events), events, (*path, key.value), found)
        event = key
    elif isinstance(event, yaml.events.SequenceStartEvent):
        at = 0
        while not isinstance(value := next(events), yaml.events.SequenceEndEvent):
            _walk(value, events, (*path, at), found)
            at += 1
        event = value
    elif not single:
        raise NotChangedError
    end = event.end_mark.index
    found[path] = Span(start.index, end, flow, start.column, single)


def _end(text: str, spans: Mapping[Path, Span], path: Path) -> int:
    """Give where a value ends that is followed by something new: behind its last sign, not where the next one begins."""
    span = spans[path]
    return span.start + len(text[span.start : span.end].rstrip()) if span.flow else _last(text, spans, path)


def _last(text: str, spans: Mapping[Path, Span], path: Path) -> int:
    within = [one for at, one in spans.items() if at[: len(path)] == path]
    last = max(within, key=lambda one: one.start)
    end = max(one.end for one in within if one.flow or one is last)
    return len(text[:end].rstrip())


def _tree(text: str) -> Any:
    tree, problems = parse(text.encode(), "")
    if tree is None or any(one.severity == "error" for one in problems):
        raise NotChangedError
    return _plain(tree)


def _proved(changed: str, wanted: Any) -> str:
    if _tree(changed) != wanted:
        raise NotChangedError
    return changed


def _plain(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(value) for value in tree]
    return str(tree) if isinstance(tree, Quoted) else tree


def _at(tree: Any, path: Path) -> Any:
    try:
        for step in path:
            tree = tree[step]
    except (LookupError, TypeError) as error:
        raise NotChangedError from error
    return tree


def _put(tree: Any, path: Path, value: str) -> None:
    _at(tree, path[:-1])[path[-1]] = value
