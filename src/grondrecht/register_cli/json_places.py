"""Where things stand in a JSON text: read again, slowly, once something in it is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

Place = tuple[str | int, ...]
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
