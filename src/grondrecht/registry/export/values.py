"""A value of a table as JSON, as a cell of a CSV file, and as a cell of a sheet or column file."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

_WEB = re.compile(r"https?://", re.IGNORECASE)


def plain(value: Any) -> Any:  # noqa: ANN401 (any value a table holds)
    """A value as json.dumps takes it: decimals as exact text, days and times as ISO 8601."""
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def exact(value: Decimal) -> str:
    """A decimal without the zeros behind it that the database adds: 12.500000 is 12.5."""
    return f"{value.normalize():f}"


def web_address(text: str) -> str:
    """An address of the web as it may stand in a link; empty where it is none, such as a script.

    What may not stand in an address is written by number.
    """
    return quote(text, safe="%/:?#[]@!$&'()*+,;=~") if _WEB.match(text) else ""


def text(value: Any) -> str:  # noqa: ANN401 (any value a table holds)
    """A value as a cell's text: empty where there is none, lists and objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(plain(value))
