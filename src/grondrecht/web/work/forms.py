"""The forms of the workplace: one way to ask, to help, and to say what is wrong.

A page writes a field with ``{% include "web/work/parts/field.html" with field=form.name %}``; the
frame lists what is wrong above the page, each with a link to its field.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext as _

Trouble = dict[str, str]


class WorkForm(forms.Form):
    """A form without colons behind its labels; ``required`` is told, the server checks it."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (as Django's own)
        super().__init__(*given, **{"label_suffix": "", **named})


class Day(forms.DateField):
    """A day, chosen in the browser's own calendar or typed."""

    def __init__(self, **named: Any) -> None:  # noqa: ANN401 (as Django's own)
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**{"widget": widget, **named})


class Words(forms.CharField):
    """Some sentences; ``rows`` is how many lines are seen at once."""

    def __init__(self, *, rows: int = 4, **named: Any) -> None:  # noqa: ANN401 (as Django's own)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **named)


class Number(forms.CharField):
    """A number as people write it: 1.234,5 in Dutch, 1,234.5 in English; a Decimal."""

    def __init__(self, **named: Any) -> None:  # noqa: ANN401 (as Django's own)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget, "max_length": 40, **named})

    def clean(self, value: object) -> Any:  # noqa: ANN401 (a Decimal, or None where empty)
        """The number. Raises ValidationError where it is none."""
        text = super().clean(value)
        return decimal_of(text, english=(get_language() or "").startswith("en")) if text else None


def decimal_of(text: str, *, english: bool) -> Decimal:
    """The number that people write: "1.234,5", "€ 12 000", "12.5". Raises ValidationError.

    A sign before three digits at the end parts thousands where the language does so, else it is
    the point.
    """
    words = re.sub(r"[\s\u00a0\u202f€]|EUR|euro", "", text)
    thousands, point = (",", ".") if english else (".", ",")
    if re.fullmatch(rf"-?[1-9]\d{{0,2}}(\{thousands}\d{{3}})+(\{point}\d+)?", words):
        words = words.replace(thousands, "")
    words = words.replace(",", ".")
    if not re.fullmatch(r"-?\d{1,18}(\.\d{1,6})?", words):
        example = "1,234.5" if english else "1.234,5"
        raise forms.ValidationError(
            _("Write a number, such as %(example)s.") % {"example": example}
        )
    return Decimal(words)


class Why(Words):
    """The reason that the log keeps; pages give it a label where "Why" says too little."""

    def __init__(self, **named: Any) -> None:  # noqa: ANN401 (as Django's own)
        super().__init__(**{"rows": 2, "max_length": 2000, **named})


def troubles(*given: forms.BaseForm) -> list[Trouble]:
    """What is wrong in forms, in their order: ``message``, ``label`` and ``address`` of a field."""
    return [trouble for form in given if form.is_bound for trouble in _of_form(form)]


def _of_form(form: forms.BaseForm) -> list[Trouble]:
    whole = [{"message": str(message)} for message in form.non_field_errors()]
    fields = [
        {"message": str(message), "label": str(field.label), "address": f"#{place(field)}"}
        for field in form
        for message in field.errors
    ]
    return whole + fields


def place(field: BoundField) -> str:
    """The id of the first thing of a field that takes the focus."""
    return field.id_for_label or field.subwidgets[0].id_for_label or field.auto_id
