"""The addresses of signing in, behind /werk/; allauth knows its pages by these names."""

from __future__ import annotations

from allauth.mfa.recovery_codes import views as codes
from django.urls import URLPattern, path, re_path

from grondrecht.web.work import sign_in as pages
from grondrecht.web.work import stale

CODES = "ik/twee-stappen/herstelcodes"
urlpatterns: list[URLPattern] = [
    path("aanmelden", pages.sign_in, name="account_login"),
    path("aanmelden/formulier", stale.token, name="form-token"),
    path("aanmelden/code", pages.second_step, name="mfa_authenticate"),
    path("aanmelden/nieuw", pages.nobody_signs_up, name="account_signup"),
    path("aanmelden/gesloten", pages.closed, name="account_inactive"),
    path("aanmelden/mislukt", pages.organisation_failed, name="socialaccount_login_error"),
    path("aanmelden/gestopt", pages.organisation_cancelled, name="socialaccount_login_cancelled"),
    path("afmelden", pages.sign_out, name="account_logout"),
    path("afmelden", pages.sign_out, name="sign-out"),
    path("wachtwoord/vergeten", pages.forgotten, name="account_reset_password"),
    path("wachtwoord/verstuurd", pages.message_sent, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/kiezen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        pages.choose_password,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/gekozen", pages.password_chosen, name="account_reset_password_from_key_done"),
    path("wachtwoord/wijzigen", pages.change_password, name="account_change_password"),
    path("wachtwoord/instellen", pages.set_password, name="account_set_password"),
    path("ik/bevestigen", pages.once_more, name="account_reauthenticate"),
    path("ik/bevestigen/code", pages.once_more_code, name="mfa_reauthenticate"),
    path("ik/twee-stappen", pages.two_steps, name="mfa_index"),
    path("ik/twee-stappen/aan", pages.switch_on, name="mfa_activate_totp"),
    path("ik/twee-stappen/code.svg", pages.secret_code, name="two-steps-code"),
    path("ik/twee-stappen/uit", pages.switch_off, name="mfa_deactivate_totp"),
    path(CODES, pages.recovery_codes, name="mfa_view_recovery_codes"),
    path(f"{CODES}/nieuw", pages.new_codes, name="mfa_generate_recovery_codes"),
    path(f"{CODES}.txt", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
