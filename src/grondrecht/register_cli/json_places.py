"""Where things stand in a JSON text: read again, slowly, once something in it is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

Place = tuple[str | int, ...]
# What JSON as Python writes it may have and JSON has not.
_NO_NUMBERS = ("NaN", "Infinity", "-Infinity")
_BETWEEN = re.compile(r"[\s,]*")


def element(text: str, number: int) -> tuple[str, int]:
    """The text of an element of a list, counted from 0, and how many lines stand before it."""
    decoder, begin, end = json.JSONDecoder(), 0, text.index("[") + 1
    for _turn in range(number + 1):
        begin = _BETWEEN.match(text, end).end()  # type: ignore[union-attr]  # it matches nothing too
        _value, end = decoder.raw_decode(text, begin)
    return text[begin:end], text.count("\n", 0, begin)


def lines_of(text: str) -> Mapping[Place, int]:
    """The line of each value by the way to it: ``("persons", 0, "age")``; nothing where unreadable.

    JSON is YAML but for its tabs, which are only ever space between values.
    """
    try:
        root = yaml.compose(text.replace("\t", " "), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return dict(_walk(root, ())) if root is not None else {}


def _walk(node: Any, way: Place) -> Iterator[tuple[Place, int]]:  # noqa: ANN401 (a node of YAML)
    yield way, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, (*way, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, each in enumerate(node.value):
            yield from _walk(each, (*way, number))


def twice(text: str) -> int:
    """The line of the first key that stands twice in its object, or of what is no number, or 0."""
    try:
        root = yaml.compose(text.replace("\t", " "), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return 0
    return min(_wrong(root), default=0)


def _wrong(node: Any) -> Iterator[int]:  # noqa: ANN401 (a node of YAML)
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _value in node.value]
        for at, (key, value) in enumerate(node.value):
            if key.value in keys[:at]:
                yield key.start_mark.line + 1
            yield from _wrong(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _wrong(each)
    elif isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NO_NUMBERS:
        yield node.start_mark.line + 1
