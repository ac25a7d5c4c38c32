"""A question as it stands on its page: its words, its answers, its help and why it is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from grondrecht.rights.vocabulary import EPOCH, Input
from grondrecht.rights.wording import unit_text
from grondrecht.web.finder import told as forms
from grondrecht.web.finder.people import MOST_CHILDREN, MOST_OTHERS, YOU
from grondrecht.web.finder.told import AGE, EVERYBODY, UNKNOWN, Told
from grondrecht.web.templatetags.look import spoken

_WHOLE = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Step:
    """A question on its page. ``key`` is where its answer goes; ``value`` the one it has now.

    ``kind`` is yes_no, choice, number, date or topics; ``options`` are pairs of value and label.
    ``waiting`` are the names of the measures that the answer is for; ``left`` says how many
    questions there still are at most about this topic, 0 where that is not said. An answer
    may be given for everybody at once where ``may_be_for_all``.
    """

    key: str
    title: str
    kind: str
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    least: str = ""
    most: str = ""
    why: str = ""
    waiting: tuple[str, ...] = ()
    progress: str = ""
    left: int = 0
    may_skip: bool = True
    value: str = ""
    instead: str = ""
    may_be_for_all: bool = False
    is_for_all: bool = False

    @property
    def typed(self) -> str:
        """The answer as one types it: 1250,50; empty where it is not known."""
        if self.value == UNKNOWN or self.kind != "number" or not _WHOLE.fullmatch(self.value):
            return "" if self.value == UNKNOWN else self.value
        return self.value.replace(".", "," if spoken()[:2] == "nl" else ".")

    @property
    def chosen(self) -> list[str]:
        """The topics that were chosen."""
        return self.value.split(",")


def step(told: Told, key: str) -> Step:
    """The question of a key, with the answer that it has. Raises KeyError for no question."""
    made = _own(told, key) or _of_input(told, key)
    return replace(made, value=told.answers.get(key, ""))


def step_again(told: Told, key: str) -> Step:
    """The question behind an answer that somebody wants to change. Raises KeyError."""
    if forms.person_of(key) != EVERYBODY:
        return replace(step(told, key), instead=key)
    made = step(told, f"{key.partition('@')[0]}@{YOU}")
    return replace(made, value=told.answers[key], instead=key, is_for_all=True)


def _own(told: Told, key: str) -> Step | None:
    """The finder's own questions: who lives there, and what it is about."""
    first = _("First: you and who lives with you")
    why = _("Many rights depend on who lives with you.")
    if key == forms.PARTNER:
        title = _("Do you live together with a partner?")
        help_ = _("A partner is your husband or wife, or whom you live with as a couple.")
        own = Step(key, title, "yes_no", help_, _yes_no())
    elif key == forms.CHILDREN:
        title = _("How many children live with you?")
        help_ = _("Count grown-up children who live with you too. None? Then fill in 0.")
        own = Step(key, title, "number", help_, most=str(MOST_CHILDREN), unit=_("children"))
    elif key == forms.OTHERS:
        title = _("How many other adults live with you?")
        help_ = _("For example your mother or an uncle. None? Then fill in 0.")
        own = Step(key, title, "number", help_, most=str(MOST_OTHERS), unit=_("adults"))
    elif key == forms.TOPICS:
        return _topics(told)
    else:
        return None
    return replace(own, why=why, progress=first, may_skip=False, least="0")


def _topics(told: Told) -> Step:
    options = tuple((each.id, each.names.in_(spoken())) for each in told.rules.asking.topics)
    return Step(
        forms.TOPICS,
        _("What do you want to know something about?"),
        "topics",
        _("You may choose more than one. Choose nothing, and we ask about everything."),
        options,
        may_skip=False,
        why=_("So we ask only what matters to you."),
    )


def _of_input(told: Told, key: str) -> Step:
    asked = forms.input_of(told, key)
    if asked is None:
        raise KeyError(key)
    code, language = forms.person_of(key), spoken()[:2]
    made = of_input(asked, key)
    if code not in ("", YOU):
        made = replace(made, title=_of_other(asked, told.called.get(code, ""), language))
    is_age = asked.name == AGE
    return replace(
        made,
        why=_("For many rights the age counts.") if is_age else "",
        progress=_("First: you and who lives with you") if is_age else "",
        may_be_for_all=not is_age and bool(code) and _is_open_for_others(told, asked, code),
    )


def of_input(asked: Input, key: str) -> Step:
    """The question of an input, as it is put to the one who answers."""
    language = spoken()[:2]
    return Step(
        key,
        asked.ask.in_(language),
        asked.kind,
        asked.help.in_(language) if asked.help else "",
        _options(asked, language),
        unit_text(asked.unit, True, language),
        *_bounds(asked),
    )


def _of_other(asked: Input, name: str, language: str) -> str:
    if asked.ask_of is None:
        return f"{asked.ask.in_(language)} ({name})"
    title = asked.ask_of.in_(language).replace("{who}", name)
    return title[:1].upper() + title[1:]


def _is_open_for_others(told: Told, asked: Input, code: str) -> bool:
    """Whether there are others of whom the same could be asked."""
    others = [each for each in told.codes if each != code]
    return any(f"{asked.name}@{each}" not in told.answers for each in others)


def _options(asked: Input, language: str) -> tuple[tuple[str, str], ...]:
    if asked.kind == "yes_no":
        return _yes_no()
    return tuple((code, _capital(words.in_(language))) for code, words in asked.options.items())


def _yes_no() -> tuple[tuple[str, str], ...]:
    return ("yes", _("Yes")), ("no", _("No"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bounds(asked: Input) -> tuple[str, str]:
    """The ends of a day, for the field of a browser."""
    if asked.kind != "date":
        return "", ""
    low, high = (date.fromordinal(end + EPOCH).isoformat() for end in (asked.low, asked.high))
    return low, high
