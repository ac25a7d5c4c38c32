"""The words of recorded involvement are shown as long as the register holds them, and no longer.

Somebody in poverty may have been named in them. The log cannot be changed; what everyone reads of
it has a placeholder where they stood.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grondrecht.registry.models.actions import Involvement

# What stands in the place of words that were taken back; and how the log calls such words.
TAKEN_BACK = {"taken_back": True}
_KEY = "involvement:"
_WORDS = ("text", "phase", "said", "outcome")


def without_taken_back(states: Iterable[dict[str, Any]]) -> None:
    """Put the placeholder in these states of the log, where words were taken back.

    One query, none where no words of involvement stand in them.
    """
    found = [
        (state, key, state[key])
        for state in states
        for key in state
        if key.startswith(_KEY) and isinstance(state[key], dict) and state[key] != TAKEN_BACK
    ]
    if not found:
        return
    numbers = {key.removeprefix(_KEY) for _state, key, _value in found}
    rows = Involvement.objects.filter(pk__in=[int(each) for each in numbers if each.isdecimal()])
    held = {f"{_KEY}{pk}": words for pk, *words in rows.values_list("pk", *_WORDS)}
    for state, key, value in found:
        # A register that was put back may give a number again: the words count too.
        if held.get(key) != [value.get(name, "") for name in _WORDS]:
            state[key] = dict(TAKEN_BACK)
