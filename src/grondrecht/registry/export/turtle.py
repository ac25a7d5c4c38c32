"""Our JSON-LD as Turtle: the same statements, written straight from the nodes.

It knows the forms of values that ``linked`` makes and no others; a library that reads any JSON-LD
takes a hundred times as long, which a plan that many ask for cannot wait for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from grondrecht.registry.export.linked import Node

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SIGNS = re.compile(r'["\\\x00-\x1f\x7f-\x9f\ufffe\uffff]')


def turtle(document: dict[str, Any]) -> str:
    """A document of ``linked.document`` as Turtle."""
    return "".join(turtle_pieces(document))


def turtle_pieces(document: dict[str, Any]) -> Iterator[str]:
    """The same, thing by thing."""
    for prefix, address in document["@context"].items():
        yield f"@prefix {prefix}: <{address}> .\n"
    waiting: list[Node] = list(reversed(document["@graph"]))
    while waiting:
        node = waiting.pop()
        inner: list[Node] = []
        statements = _statements(node, inner)
        if statements:
            yield f"\n<{node['@id']}>\n    {statements} .\n"
        waiting += reversed(inner)


def _statements(node: Node, inner: list[Node]) -> str:
    """What is said of a node; nodes in it with a name of their own wait in ``inner``."""
    told = []
    for key, value in node.items():
        values = value if isinstance(value, list) else [value]
        if key == "@type":
            told.append(f"a {', '.join(values)}")
        elif key != "@id":
            told.append(f"{key} {', '.join(_term(each, inner) for each in values)}")
    return " ;\n    ".join(told)


def _term(value: Any, inner: list[Node]) -> str:  # noqa: ANN401 (any value of JSON-LD)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    if "@value" in value:
        return _literal(value)
    if "@list" in value:
        return f"( {' '.join(_term(each, inner) for each in value['@list'])} )"
    if "@id" not in value:
        return f"[ {_statements(value, inner)} ]"
    if len(value) > 1:
        inner.append(value)
    return f"<{value['@id']}>"


def _literal(value: Node) -> str:
    text = _quoted(value["@value"])
    return f"{text}@{value['@language']}" if "@language" in value else f"{text}^^{value['@type']}"


def _quoted(text: str) -> str:
    """A text between quotes, on one line, with what is no letter by its number."""
    return f'"{_SIGNS.sub(_escape, text)}"'


def _escape(sign: re.Match[str]) -> str:
    return _ESCAPES.get(sign[0]) or f"\\u{ord(sign[0]):04X}"
