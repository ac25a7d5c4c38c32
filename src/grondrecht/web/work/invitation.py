"""The message that invites somebody: a link at which they choose their password."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from grondrecht.followup.models import Person


def invitation_link(person: Person) -> str:
    """The address at which a person chooses a password; it works once, for a week."""
    key = default_token_generator.make_token(person)
    names = {"uidb36": user_pk_to_url_str(person), "key": key}
    with translation.override(person.language):
        return settings.PUBLIC_URL + reverse("account_reset_password_from_key", kwargs=names)


def send_invitation(person: Person, by: str, link: str = "") -> None:
    """Send a person the link, in their language. Raises OSError where no message can be sent."""
    with translation.override(person.language):
        said = {
            "person": person,
            "by": by,
            "link": link or invitation_link(person),
            "sign_in": settings.PUBLIC_URL + reverse("account_login"),
        }
        subject = render_to_string("web/work/mail/invitation_subject.txt", said)
        words = render_to_string("web/work/mail/invitation_message.txt", said)
    send_mail(" ".join(subject.split()), words.strip() + "\n", None, [person.email])
