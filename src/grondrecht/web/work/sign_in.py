"""The pages where people sign in, choose a password and sign in in two steps.

What happens in them is allauth's; the frame, the words and the addresses are those of the site.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import qrcode
from allauth.account import views as account
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.socialaccount import views as social
from allauth.socialaccount.adapter import get_adapter as get_organisations
from django.contrib.auth.decorators import login_required
from django.contrib.messages import get_messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic.base import ContextMixin
from qrcode.image.svg import SvgPathImage

from grondrecht.web.site_page import on_site
from grondrecht.web.work.forms import troubles
from grondrecht.web.work.menu import menu, roles_of
from grondrecht.web.work.show import trail, work
from grondrecht.web.work.who import actor

FORM = "web/work/sign_in/form.html"
TOLD = "web/work/sign_in/told.html"
Words = str | Promise


class Framed(ContextMixin):
    """A page of allauth in the frame of the workplace: its title, what it says, its button."""

    request: HttpRequest
    title: Words = ""
    lead: Words = ""
    button: Words = ""

    def get_context_data(self, **named: Any) -> dict[str, Any]:  # noqa: ANN401 (as Django's own)
        """What the page shows, and what its frame needs."""
        given = super().get_context_data(**named)
        who = actor(self.request)
        form = given.get("form")
        crumbs = [(str(_("Your account")), work("ik")), (str(self.title), "")]
        return {
            **given,
            "title": self.title,
            "lead": self.lead,
            "button": self.button,
            "who": who,
            "roles": roles_of(who),
            "navigation": menu(who, self.request.path),
            "breadcrumbs": trail(crumbs) if who.person else [],
            "home_address": work(""),
            "site_address": on_site(""),
            "messages": get_messages(self.request),
            "troubles": troubles(form) if isinstance(form, BaseForm) else [],
        }


def page(
    view: type[Any],
    template: str,
    title: Words,
    *,
    lead: Words = "",
    button: Words = "",
) -> Callable[..., HttpResponse]:
    """A page of allauth as one of ours."""
    own = {"template_name": template, "title": title, "lead": lead, "button": button}
    framed: Any = type(view.__name__, (Framed, view), own)
    made: Callable[..., HttpResponse] = framed.as_view()
    return made


class SignIn(account.LoginView):  # type: ignore[misc]
    """The sign-in, with the organisation's own where there is one."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:  # noqa: ANN401 (as Django's own)
        """The form, and the organisations."""
        organisations = get_organisations().list_providers(self.request)
        return {**super().get_context_data(**named), "organisations": organisations}


class SwitchOn(totp.ActivateTOTPView):  # type: ignore[misc]
    """Two steps switched on. The code just typed is the second step of this session."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keep the secret; this session has now taken both steps."""
        answer: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return answer


class SwitchOff(totp.DeactivateTOTPView):  # type: ignore[misc]
    """Two steps switched off: from now on this session has taken one."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Forget the secret, and that a code was typed."""
        answer: HttpResponse = super().form_valid(form)
        taken = get_authentication_records(self.request, self.request.user)
        left = [each for each in taken if each["method"] != "mfa"]
        self.request.session[AUTHENTICATION_METHODS_SESSION_KEY] = left
        return answer


@require_safe
@login_required
def secret_code(request: HttpRequest) -> HttpResponse:
    """The secret of the second step as a QR code, while it is being switched on."""
    link = get_adapter().build_totp_url(request.user, get_totp_secret(regenerate=False))
    drawn = BytesIO()
    qrcode.make(link, image_factory=SvgPathImage).save(drawn)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


sign_in = page(SignIn, "web/work/sign_in/sign_in.html", _("Sign in"), button=_("Sign in"))
second_step = page(
    mfa.AuthenticateView,
    FORM,
    _("The second step"),
    lead=_("Type the six digits that your app shows now, or one of your recovery codes."),
    button=_("Sign in"),
)
sign_out = page(
    account.LogoutView,
    FORM,
    _("Sign out"),
    lead=_("Do you want to sign out?"),
    button=_("Sign out"),
)
closed = page(
    account.AccountInactiveView,
    TOLD,
    _("This account is closed"),
    lead=_("Ask the coordinator to open it again."),
)
nobody_signs_up = page(
    account.AccountInactiveView,
    TOLD,
    _("Accounts are by invitation"),
    lead=_("Ask the coordinator of your plan to invite you."),
)
organisation_failed = page(
    social.LoginErrorView,
    TOLD,
    _("Signing in did not work"),
    lead=_("Your organisation's sign-in gave no answer that we can use. Try again."),
)
organisation_cancelled = page(
    social.LoginCancelledView,
    TOLD,
    _("You did not sign in"),
    lead=_("You stopped at your organisation's sign-in."),
)
forgotten = page(
    account.PasswordResetView,
    FORM,
    _("Choose a new password"),
    lead=_("Type your work address. You will get a message with a link."),
    button=_("Send the message"),
)
message_sent = page(
    account.PasswordResetDoneView,
    TOLD,
    _("Look in your mailbox"),
    lead=_(
        "If we know this address, a message with a link is on its way. Nothing after ten minutes?"
        " Look among unwanted messages, or ask the coordinator."
    ),
)
choose_password = page(
    account.PasswordResetFromKeyView,
    "web/work/sign_in/choose.html",
    _("Choose your password"),
    lead=_("At least 12 characters. Four words that have nothing to do with each other do well."),
    button=_("Save and sign in"),
)
password_chosen = page(
    account.PasswordResetFromKeyDoneView, TOLD, _("Your password is saved"), lead=_("Now sign in.")
)
change_password = page(
    account.PasswordChangeView,
    FORM,
    _("Change your password"),
    lead=_("At least 12 characters. Four words that have nothing to do with each other do well."),
    button=_("Save"),
)
set_password = page(
    account.PasswordSetView,
    FORM,
    _("Choose a password"),
    lead=_("At least 12 characters. Four words that have nothing to do with each other do well."),
    button=_("Save"),
)
once_more = page(
    account.ReauthenticateView,
    FORM,
    _("Is it still you?"),
    lead=_("Type your password again before you go on."),
    button=_("Go on"),
)
once_more_code = page(
    mfa.ReauthenticateView,
    FORM,
    _("Is it still you?"),
    lead=_("Type the six digits that your app shows now, or one of your recovery codes."),
    button=_("Go on"),
)
two_steps = page(
    mfa.IndexView,
    "web/work/sign_in/two_steps.html",
    _("Sign in in two steps"),
    lead=_("Your password, and six digits that an app on your phone shows."),
)
switch_on = page(
    SwitchOn,
    "web/work/sign_in/switch_on.html",
    _("Switch two steps on"),
    button=_("Switch on"),
)
switch_off = page(
    SwitchOff,
    FORM,
    _("Switch two steps off"),
    lead=_("From then on your password is enough to sign in. A coordinator's role then rests."),
    button=_("Switch off"),
)
recovery_codes = page(
    codes.ViewRecoveryCodesView,
    "web/work/sign_in/codes.html",
    _("Recovery codes"),
    lead=_("Without your phone you sign in with one of these. Each works once: keep them safe."),
)
new_codes = page(
    codes.GenerateRecoveryCodesView,
    FORM,
    _("Make new recovery codes"),
    lead=_("The old ones will not work any more."),
    button=_("Make new codes"),
)
