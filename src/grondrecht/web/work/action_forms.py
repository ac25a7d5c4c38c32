"""What the pages of an action in the workplace ask."""

from __future__ import annotations

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.actions.actions import held_text
from grondrecht.registry.models import Action, Involvement
from grondrecht.web.work.forms import Why, Words
from grondrecht.web.work.steps import StepForm

LONGEST = 20_000


class Began(forms.CharField):
    """The words that somebody began from, as the page keeps them."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, strip=False)


class OfText(StepForm):
    """What a form of texts of an action shares: why they change, which everyone reads."""

    why = Why(
        label=_("Why does it change?"),
        help_text=_("Everybody can read this at once."),
    )


class TextForm(OfText):
    """The text of one field; ``seen`` is the text that they began from."""

    seen = Began()  # type: ignore[assignment]
    text = Words(
        label=_("The text as it is now"),
        rows=10,
        max_length=LONGEST,
        required=False,
        help_text=_("Leave it empty to go back to what the plan prints."),
    )
    field_order = ("text", "why")

    def __init__(self, path: str, printed: dict[str, str], sent: object, action: Action) -> None:
        self.path, self.printed = path, printed
        held = self.held(action)
        super().__init__(sent, initial=held | {"seen": held["text"]})

    def held(self, action: Model) -> dict[str, str]:
        """What the action holds now."""
        return {"text": held_text(action, self.path, self.printed)}  # type: ignore[arg-type]

    def began_from(self, thing: Model) -> dict[str, str]:
        """The words of the field as they are now."""
        return {"seen": self.held(thing)["text"]}


class PlainForm(OfText):
    """What an action is in plain words; ``seen`` and ``seen_en`` are what they began from."""

    seen = Began()  # type: ignore[assignment]
    seen_en = Began()
    plain = Words(
        label=_("In Dutch"),
        max_length=LONGEST,
        required=False,
        help_text=_("Short sentences that everyone understands: who does what, for whom, by when."),
    )
    plain_en = Words(label=_("In English"), max_length=LONGEST, required=False)
    field_order = ("plain", "plain_en", "why")

    def __init__(self, sent: object, action: Action) -> None:
        super().__init__(sent, initial=self.held(action) | self.began_from(action))

    def held(self, action: Model) -> dict[str, str]:
        """What the action holds now."""
        return {name: getattr(action, name) for name in ("plain", "plain_en")}

    def began_from(self, thing: Model) -> dict[str, str]:
        """Both texts as they are now."""
        held = self.held(thing)
        return {"seen": held["plain"], "seen_en": held["plain_en"]}


class TakeBackForm(StepForm):
    """Why something that was said of an action, such as who took part, is taken back."""

    why = Why(
        label=_("Why do you take it back?"),
        help_text=_("Everybody can read this at once."),
    )


class InvolvedForm(StepForm):
    """Who took part in an action, when, what they said, and what came of it."""

    text = forms.CharField(
        label=_("Who took part"),
        max_length=500,
        help_text=_(
            "Never name a person in poverty, nor tell so much that others can know who it is."
            " Name the group or the association."
        ),
    )
    phase = forms.ChoiceField(
        label=_("When"), choices=Involvement.PHASES, required=False, widget=forms.RadioSelect
    )
    said = Words(label=_("What they said"), max_length=LONGEST, required=False)
    outcome = Words(label=_("What came of it"), max_length=LONGEST, required=False)

    def taken(self) -> dict[str, str]:
        """What was typed."""
        return {name: self.cleaned_data[name] for name in ("text", "phase", "said", "outcome")}
