"""The answers that somebody gave, in words, each with the way to change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from grondrecht.rights.values import value_of
from grondrecht.rights.vocabulary import EPOCH, Input
from grondrecht.rights.wording import day_text, number_text
from grondrecht.web.finder import told as forms
from grondrecht.web.finder.steps import step, step_again
from grondrecht.web.finder.told import EVERYBODY, UNKNOWN, Told
from grondrecht.web.templatetags.look import spoken


@dataclass(frozen=True)
class GivenAnswer:
    """A question that was answered, and the answer in words."""

    key: str
    question: str
    answer: str


def given_answers(told: Told) -> list[GivenAnswer]:
    """All answers, in the order in which they were given."""
    return [_given(told, key, value) for key, value in told.answers.items()]


def _given(told: Told, key: str, value: str) -> GivenAnswer:
    question = step_again(told, key).title
    if forms.person_of(key) == EVERYBODY:
        said = _("%(answer)s, for everybody at home") % {"answer": _said(told, key, value)}
    else:
        said = _said(told, key, value)
    return GivenAnswer(key, question, said)


def _said(told: Told, key: str, value: str) -> str:
    if value == UNKNOWN:
        return _("I do not know")
    asked = forms.input_of(told, key)
    if asked is not None:
        return words_of(asked, value)
    if key == forms.TOPICS:
        chosen = dict(step(told, key).options)
        return ", ".join(chosen[each] for each in value.split(",") if each) or _("Everything")
    return {"yes": _("Yes"), "no": _("No")}.get(value, value)


def words_of(asked: Input, value: str) -> str:
    """A value in words: Yes, 1.200,00 euro per maand, 3 maart 2016."""
    if asked.kind == "yes_no":
        return _("Yes") if value == "yes" else _("No")
    language, number = spoken()[:2], value_of(asked, value, "")
    if asked.kind == "choice":
        text = asked.options[value].in_(language)
        return text[:1].upper() + text[1:]
    if asked.kind == "date":
        return day_text(date.fromordinal(number + EPOCH), language)
    return number_text(Fraction(number, asked.scale), asked.unit, language)
