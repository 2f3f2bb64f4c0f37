"""Strict YAML: libyaml's events to plain values, with every fault of a file found at once.

The tree holds ``dict``, ``list``, ``None``, ``str`` for text without quotes and :class:`Quoted` for text in quotes or in
a block, so that a schema, not YAML 1.1, decides what ``NO``, ``0123`` and ``9:30`` are. Tags, anchors, aliases, duplicate keys and deep
nesting are refused; size is checked before the parser sees a byte. Places are not kept: :mod:`quanli.records.places`
looks them up for the few values that have a problem.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quanli.errors import Path, Problem, Rule
from quanli.records.characters import CONTROL_CHAR, has_unusual_characters, misleading_characters
from quanli.records.text_file import EMPTY_FILE, SIZE_LIMIT, decode
from quanli.records.yaml_syntax import YAML_SYNTAX, full_width_colon, syntax_problem

DUP_KEY = Rule(
    "DUP_KEY", "error",
    zh="字段“{key}”写了两次（第一次在第 {first} 行）", en='field "{key}" is written twice (first at line {first})',
    hint_zh="删去其中一处", hint_en="remove one of the two",
)
YAML_TAG = Rule(
    "YAML_TAG", "error",
    zh="不允许使用标签（{tag}）", en="tags ({tag}) are not allowed",
    hint_zh="删去“!”开头的标签，只写内容", hint_en="remove the tag and keep the text",
)
YAML_ALIAS = Rule(
    "YAML_ALIAS", "error",
    zh="不允许使用锚点和别名（& 和 *）", en="anchors and aliases (& *) are not allowed",
    hint_zh="把内容完整写出；若是文字请加引号", hint_en="write the content out; quote it if it is text",
)
TOO_DEEP = Rule(
    "TOO_DEEP", "error",
    zh="嵌套超过 {limit} 层", en="nested deeper than {limit} levels",
    hint_zh="减少嵌套层次", hint_en="nest less deeply",
)
COMMENT_IN_TEXT = Rule(
    "COMMENT_IN_TEXT", "error",
    zh="“#”后面的文字“{text}”会丢失", en='the text after # ("{text}") would be lost',
    hint_zh="给整个值加引号，或把注释另起一行", hint_en="quote the value, or put the comment on its own line",
)
NOT_A_MAPPING = Rule(
    "NOT_A_MAPPING", "error",
    zh="文件开头不是字段", en="the file does not start with fields",
    hint_zh="从“code: …”这样的字段写起", hint_en="start with fields such as code: …",
)
BAD_KEY = Rule(
    "BAD_KEY", "error",
    zh="字段名“{key}”不是文字", en='the field name "{key}" is not text',
    hint_zh="字段名用小写英文单词，见字段说明", hint_en="use the field names of the reference",
)

DEPTH_LIMIT = 20


class Quoted(str):
    """Text that stood in quotes or in a block: nothing but text."""

    __slots__ = ()


Tree = Any
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS = frozenset({"yes", "no", "off", "true", "false", "null"})
"""Keys that YAML 1.1 takes for truth values or nothing; ``on`` is one too, but a field of the state log."""
_SIMPLE_KEY = re.compile(r"[a-z][a-z_]*\Z")
_COMMENT_AFTER = re.compile(r"[ \t]+#(.*)")
_SIGNS = ("&", "!", "\\", " #", "\t#")
"""Without one of them in a text no scalar of it has an anchor, a tag, an escape, or a comment behind it."""


class _Stopped(Exception):  # noqa: N818 - a way out of the recursion, not an error of the program
    pass


def parse(data: bytes, file: str, limit: int = SIZE_LIMIT) -> tuple[Tree, list[Problem]]:
    """Parse one document. The tree is None when the file could not be read to its end."""
    text, problems = decode(data, file, limit)
    if text is None:
        return None, problems
    return _Parser(text, file, problems).run()


def reading(text: str) -> str:
    """Say what YAML 1.1 would make of unquoted text; empty when it stays text."""
    if not text:
        return ""
    first = text[0]
    if first.isdigit() and text.isdigit() and first != "0":
        return "整数 / an integer"
    for tag, pattern in _RESOLVERS.get(first, ()):
        if pattern.match(text):
            return _constructed(tag, text)
    return "数字 / a number" if first == "0" and text.isascii() and text.isdigit() else ""


def _constructed(tag: str, text: str) -> str:
    constructor = yaml.constructor.SafeConstructor()
    try:
        make = constructor.yaml_constructors[tag]
        return str(make(constructor, yaml.ScalarNode(tag, text)))
    except (ValueError, KeyError, yaml.YAMLError):
        return tag.rpartition(":")[2]


def _text(event: Any) -> str | None:
    """Give a scalar's text; nothing where it says that it is nothing."""
    value: str = event.value
    if event.style:
        return Quoted(value)
    return None if value in _NULLS else value


@functools.lru_cache(maxsize=1024)
def _is_simple(key: str) -> bool:
    """Tell whether YAML 1.1 too takes a key for text; most keys of a catalogue are the same few."""
    return _SIMPLE_KEY.match(key) is not None and key not in _WORDS


class _Parser:
    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self.text, self.file, self.problems = text, file, problems
        self.signs = any(sign in text for sign in _SIGNS)
        self.next: Callable[[], Any] = iter(()).__next__

    def add(self, rule: Rule, mark: Any, path: Path = (), **args: Any) -> None:
        self.problems.append(rule.at(self.file, path, mark.line + 1, mark.column + 1, **args))

    def run(self) -> tuple[Tree, list[Problem]]:
        try:
            loader = yaml.CSafeLoader(self.text)
        except yaml.YAMLError:  # a character that YAML forbids: already reported, unless it is a rare one
            if not self.problems:
                self.problems.append(CONTROL_CHAR.at(self.file, line=1, column=1, char="?"))
            return None, self.problems
        self.next = loader.get_event
        tree: Tree = None
        try:
            self.next()
            first = self.next()
            if isinstance(first, StreamEndEvent):
                self.problems.append(EMPTY_FILE.at(self.file, line=1, column=1))
                return None, self.problems
            tree = self._root(self.next())
        except yaml.YAMLError as error:
            self.problems.append(syntax_problem(error, self.text, self.file))
            tree = None
        except _Stopped:
            tree = None
        finally:
            loader.dispose()
        return tree, self.problems

    def _root(self, event: Any) -> Tree:
        kind = event.__class__
        if kind is not MappingStartEvent:
            first = self.text.lstrip().partition("\n")[0]
            if kind is ScalarEvent and "：" in first:
                self.problems.append(full_width_colon(self.file, event.start_mark.line))
            elif kind not in (ScalarEvent, AliasEvent) and event.tag:
                self.add(YAML_TAG, event.start_mark, tag=event.tag)
            else:
                if kind is SequenceStartEvent:
                    self._value(event, 1, ())
                self.add(NOT_A_MAPPING, event.start_mark)
            raise _Stopped
        tree = self._value(event, 1, ())
        end = self.next()
        follower = self.next() if isinstance(end, DocumentEndEvent) else end
        if not isinstance(follower, StreamEndEvent):
            self.add(
                YAML_SYNTAX,
                follower.start_mark,
                what_zh="一个文件只能有一份内容（出现了“---”）",
                what_en="a file holds one document (there is a ---)",
                hint_zh="删去“---”，或分成两个文件",
                hint_en="remove the ---, or use two files",
            )
        return tree

    def _value(self, event: Any, depth: int, path: Path) -> Tree:
        kind = event.__class__
        if kind is ScalarEvent:
            return self._scalar(event, path)
        if kind is AliasEvent:
            self.add(YAML_ALIAS, event.start_mark, path)
            return None
        if event.anchor is not None:
            self.add(YAML_ALIAS, event.start_mark, path)
        if event.tag is not None:
            self.add(YAML_TAG, event.start_mark, path, tag=event.tag)
        if depth > DEPTH_LIMIT:
            self.add(TOO_DEEP, event.start_mark, path, limit=DEPTH_LIMIT)
            raise _Stopped
        return self._mapping(depth, path) if kind is MappingStartEvent else self._sequence(depth, path)

    def _mapping(self, depth: int, path: Path) -> dict[str, Tree]:
        values: dict[str, Tree] = {}
        keys: dict[str, Any] = {}
        take, signs = self.next, self.signs
        while True:
            start = take()
            if start.__class__ is MappingEndEvent:
                return values
            plain = start.__class__ is ScalarEvent and not (signs and (start.anchor or start.tag)) and _is_simple(start.value)
            key = start.value if plain else self._key(start, depth, path)
            event = take()
            if signs or event.__class__ is not ScalarEvent:
                value = self._value(event, depth + 1, (*path, key))
            else:
                value = _text(event)
            if key in keys:
                self.add(DUP_KEY, start.start_mark, (*path, key), key=key, first=keys[key].start_mark.line + 1)
            else:
                keys[key] = start
                values[key] = value

    def _key(self, event: Any, depth: int, path: Path) -> str:
        if event.__class__ is not ScalarEvent:
            self.add(
                YAML_ALIAS if isinstance(event, AliasEvent) else BAD_KEY, event.start_mark, path, key="…"
            )
            if not isinstance(event, AliasEvent):
                self._value(event, depth + 1, path)
            return f"?{event.start_mark.line}"
        key: str = event.value
        if event.tag is not None or event.anchor is not None:
            self._scalar(event, path)
        if not event.style and (key in _NULLS or reading(key)):
            self.add(BAD_KEY, event.start_mark, path, key=key)
        return key

    def _sequence(self, depth: int, path: Path) -> list[Tree]:
        values: list[Tree] = []
        take, signs = self.next, self.signs
        while True:
            event = take()
            if event.__class__ is SequenceEndEvent:
                return values
            if signs or event.__class__ is not ScalarEvent:
                values.append(self._value(event, depth + 1, (*path, len(values))))
            else:
                values.append(_text(event))

    def _scalar(self, event: Any, path: Path) -> str | None:
        """Look closer at a scalar of a text that holds signs of anchors, tags, escapes or comments."""
        if event.anchor is not None:
            self.add(YAML_ALIAS, event.start_mark, path)
        if event.tag is not None:
            self.add(YAML_TAG, event.start_mark, path, tag=event.tag)
        value: str = event.value
        if event.style:
            if has_unusual_characters(value):
                self._escaped(value, event, path)
        elif value:
            after = _COMMENT_AFTER.match(self.text, event.end_mark.index)
            if after:
                self.add(COMMENT_IN_TEXT, event.start_mark, path, text=after.group(1).strip())
        return _text(event)

    def _escaped(self, value: str, event: Any, path: Path) -> None:
        """Judge the characters that a quoted text writes as escapes; those that stand there as they are have been judged."""
        raw = self.text[event.start_mark.index : event.end_mark.index]
        for at, rule, args in misleading_characters(value):
            if value[at] not in raw:
                self.add(rule, event.start_mark, path, **args)
