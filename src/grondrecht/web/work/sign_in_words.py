"""What the pages of signing in say in words of allauth and Django: named here, so that we say it.

The catalogue of the site stands before those of libraries. A test holds this list against theirs.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

SAID = (
    _("Authenticator code"),
    _("Be patient, you are sending too many requests."),
    _("Code"),
    _("Current Password"),
    _("Email"),
    _("Email address"),
    _("Forgot your password?"),
    _("Incorrect code."),
    _("Incorrect password."),
    _("Invalid or expired key."),
    _("Invalid login."),
    _("New Password"),
    _("New Password (again)"),
    _("Password"),
    _("Password (again)"),
    _("Please type your current password."),
    _("Remember Me"),
    _("The email address and/or password you specified are not correct."),
    _("The email address is not assigned to any user account."),
    _("The new value must be different from the current one."),
    _("The password reset token was invalid."),
    _("This account is currently inactive."),
    _("Too many failed login attempts. Try again later."),
    _("Use authenticator app or code"),
    _("Use your password"),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("You must type the same password each time."),
)
# Django's own Dutch lacks it.
TOO_SHORT = ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
