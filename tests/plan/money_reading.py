"""What an amount says, as the few fields that are not usual."""

from __future__ import annotations

from grondrecht.plan.money import Amount

# What an amount says when nothing is said.
USUAL = {
    "currency": "EUR", "years": (), "recurrence": "", "payer": "", "about": False, "per": "",
    "times": 1, "onward": False, "change": "",
}  # fmt: skip


def reading(amount: Amount) -> dict[str, object]:
    """The fields of an amount that are not usual; its bounds where they are not its value."""
    fields = {name: getattr(amount, name) for name in USUAL}
    said = {name: value for name, value in fields.items() if value != USUAL[name]}
    if not amount.low == amount.high == amount.value:
        said |= {"low": amount.low, "high": amount.high}
    return {"value": amount.value, "unit": amount.unit} | said
