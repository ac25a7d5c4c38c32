"""The small forms beside an answer: to propose, to send back, to decide."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grondrecht.web.work.forms import Why, Words, WorkForm


class Proposed(WorkForm):
    """What somebody proposes to whoever answers."""

    text = Words(label=_("What should change?"), max_length=20_000)
    reason = Why(label=_("Why should it change?"))


class SentBack(WorkForm):
    """Why an answer is sent back."""

    reason = Why(
        label=_("What is not right yet?"),
        help_text=_("The administration reads this: say what you expect."),
    )


class Decided(WorkForm):
    """Why a proposal is taken over or refused."""

    why = Why(label=_("Why do you decide so?"))
