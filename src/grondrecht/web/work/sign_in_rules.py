"""Who may sign in, and what allauth does otherwise here: nobody signs up, messages are ours."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from types import MappingProxyType
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grondrecht.followup.models import Person
from grondrecht.web.work.invitation import invitation_link

# What a person is told by e-mail when it happened to their account.
NOTICES = MappingProxyType(
    {
        "account/email/password_changed": gettext_lazy("your password was changed"),
        "account/email/password_set": gettext_lazy("a password was set"),
        "account/email/password_reset": gettext_lazy("a new password was chosen"),
        "mfa/email/totp_activated": gettext_lazy("signing in in two steps was switched on"),
        "mfa/email/totp_deactivated": gettext_lazy("signing in in two steps was switched off"),
        "mfa/email/recovery_codes_generated": gettext_lazy("new recovery codes were made"),
    }
)
_log = logging.getLogger(__name__)


class OfPeople(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitation alone; what is sent is in the words of the site."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a message; whoever waits for it is told where that did not work."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            _log.exception("A message could not be sent")
            said = _("The message could not be sent. Try again in a few minutes.")
            messages.warning(self.request, said)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person what happened to their account, in their language."""
        with translation.override(user.language):
            what = {"person": user, "what": str(NOTICES[template_prefix])}
            self.send_mail("web/work/mail/notice", user.email, what)

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """Send the address at which a person chooses a new password, in their language."""
        with translation.override(user.language):
            # Not allauth's own address, which begins with the host that a request names.
            told = {**context, "person": user, "password_reset_url": invitation_link(user)}
            self.send_mail("web/work/mail/password", user.email, told)


class OfOrganisation(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The organisation's own sign-in: it says who somebody is, the invitation lets them in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Who was not invited does not come in."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Person, str] | None:
        """The person that was invited at an address that the organisation vouches for.

        No address is given back, so that no link with the organisation is kept, and the password
        of who has one stays.
        """
        verified = [each.email.lower() for each in sociallogin.email_addresses if each.verified]
        person = Person.objects.filter(email__in=verified, is_active=True).first()
        return (person, "") if person else None
