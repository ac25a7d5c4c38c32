"""The settings of the site. Every value that an installation may choose comes from the environment.

docs/running.md lists the variables. Without any of them the site runs on this machine alone, on
SQLite, in the user's data folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grondrecht.config import env

PACKAGE = Path(__file__).resolve().parents[1]
DATA = env.data_folder()

DEBUG = env.flag("GRONDRECHT_DEBUG", False)
SECRET_KEY = env.secret_key(DATA)
ALLOWED_HOSTS = env.names("GRONDRECHT_HOSTS", "127.0.0.1,localhost,[::1]")
# Behind a proxy that speaks HTTPS with the world; off where the site answers on this machine alone.
HTTPS = env.flag("GRONDRECHT_HTTPS", False)
# The address people know the site by; permanent identifiers begin with it.
PUBLIC_URL = env.text("GRONDRECHT_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
# Who publishes the register, as a data catalogue names them.
PUBLISHER = env.text("GRONDRECHT_PUBLISHER", "Grondrecht")
# Where people can write when something on the site is wrong: an e-mail or web address.
CONTACT = env.text("GRONDRECHT_CONTACT")
# Calls a minute that one address may make of the API and its files; 0 is without end.
API_CALLS_PER_MINUTE = env.number("GRONDRECHT_API_CALLS_PER_MINUTE", 600)
# How many proxies of our own a request passes: so many addresses in X-Forwarded-For are believed.
PROXIES = env.number("GRONDRECHT_PROXIES", 1 if HTTPS else 0)
# Where messages go: a mail server, or files in the data folder where none is named.
globals().update(env.mail("GRONDRECHT_MAIL", DATA))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("GRONDRECHT_MAIL_FROM", "grondrecht@localhost")
# A server that does not answer is given up, and tried again the next time.
EMAIL_TIMEOUT = 20
# When people are reminded; another file than the one that is shipped.
REMINDERS = env.text("GRONDRECHT_REMINDERS")
# The measures that the rights finder answers with, and the day whose rules it shows; without them
# those that are shipped, and the last day on which most of them hold.
RIGHTS = env.text("GRONDRECHT_RIGHTS")
RIGHTS_DAY = env.day("GRONDRECHT_RIGHTS_DAY")
# Files that people attach: where they are kept, how large one may be, and who looks for viruses.
ATTACHMENTS = DATA / "attachments"
LARGEST_ATTACHMENT = env.number("GRONDRECHT_ATTACHMENT_MB", 20) * 1_000_000
CLAMD = env.scanner("GRONDRECHT_CLAMD")
# Where open data is: for programs, and for scripts of other sites too.
OPEN_PATHS = ("/api/", "/data/", "/id/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "grondrecht.registry",
    "grondrecht.followup",
    "grondrecht.web",
    "grondrecht.api",
    # Behind ours, so that our pages and messages stand before theirs.
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
]
AUTH_USER_MODEL = "followup.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
MIDDLEWARE = [
    # First, so that whatever the others answer has its headers.
    "grondrecht.web.headers.SecurityHeaders",
    "grondrecht.web.refusals.Refusals",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "grondrecht.api.gate.Gate",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    # None of these reads or sends a cookie before a page asks for it: public pages never do.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "grondrecht.config.urls"
WSGI_APPLICATION = "grondrecht.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "grondrecht.web.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES: dict[str, Any] = {
    "default": env.database("DATABASE_URL", f"sqlite:///{DATA / 'grondrecht.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for the one who writes (WAL); a writer asks for its lock at the start, so
    # that two at once wait for each other and none of them fails half-way.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;"
            " PRAGMA cache_size=-16000;"
        ),
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    # A page asks the same ten questions each time: PostgreSQL plans them once per connection. A
    # pooler between the site and the server has to leave a session its connection for that.
    DATABASES["default"].setdefault("OPTIONS", {})
    DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 5}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

STATIC_URL = "/static/"
# Files are served from the package, so that nothing needs to be collected before the site answers.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 86_400

# A document is read by `grondrecht import`, not by the site, so bodies stay small; web.refusals
# lets larger ones through to the one address where files are attached.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# A tick is a field, and a round is chosen out of all actions and instruments of a plan: of the plan
# of 2015 eight hundred. How much a form may send bounds them too.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# Our own SecurityHeaders forbids frames, and lets only the card of an action stand in one.
SILENCED_SYSTEM_CHECKS = ["security.W002"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# What was just done is told on the next page: a signed cookie, so that no page needs a session.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
# A working day; closing the browser ends it sooner.
SESSION_COOKIE_AGE = 3600 * env.number("GRONDRECHT_SESSION_HOURS", 12)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Under these names a browser takes a cookie from this site alone, and over HTTPS alone.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "grondrecht.web.work.stale.stale_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Who works with the plan signs in: by e-mail address and password, or as their organisation does.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work"
ACCOUNT_ADAPTER = "grondrecht.web.work.sign_in_rules.OfPeople"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# An address is known to be somebody's by the invitation that was sent to it.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home-site"
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Nobody is asked to verify an address: whoever chose a password came by the link that was sent to
# it. The sign-in's own list has that address as unverified, and would refuse the second step.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Grondrecht"
# A clock may be half a minute behind.
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "grondrecht.web.work.sign_in_rules.OfOrganisation"
SOCIALACCOUNT_PROVIDERS = env.own_sign_in()
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_STORE_TOKENS = False
# The link to the organisation's own sign-in changes nothing; a form may not lead off the site.
SOCIALACCOUNT_LOGIN_ON_GET = True
# An invitation can be taken up for a week.
PASSWORD_RESET_TIMEOUT = 7 * 86_400
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
# How long somebody without a role is kept before `grondrecht people retention` erases them.
KEEP_PEOPLE_DAYS = env.number("GRONDRECHT_KEEP_PEOPLE_DAYS", 365)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.level("GRONDRECHT_LOG_LEVEL", "WARNING")},
    "loggers": {
        # A wrong address or a foreign host is the visitor's matter; only our own faults are told.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
    },
}
