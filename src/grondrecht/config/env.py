"""Values from the environment, and the folder where the register keeps its files."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from grondrecht.writing.files import reason

YES = {"1", "true", "yes", "on", "ja"}
NO = {"0", "false", "no", "off", "nee", ""}
LONGEST_NUMBER = 9
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# The databases that the register can live in, by how their address begins.
DATABASES = ("sqlite", "postgres", "postgresql")
# The ways to speak with a mail server, and the port of each where none is given.
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


class SettingError(ValueError):
    """A setting that cannot be used; its text is one sentence for a person."""


def text(name: str, default: str = "") -> str:
    """The value of an environment variable, white space at its ends left out."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    """A variable that says yes or no. Raises SettingError for any other word."""
    word = text(name, "1" if default else "0").casefold()
    if word not in YES | NO:
        raise SettingError(f"{name} is {word!r}; geef 1 (ja) of 0 (nee).")
    return word in YES


def number(name: str, default: int) -> int:
    """A variable that holds a whole number of at least 0. Raises SettingError for anything else."""
    word = text(name, str(default))
    if not word.isdecimal() or len(word) > LONGEST_NUMBER:
        raise SettingError(f"{name} is {word!r}; geef een geheel getal.")
    return int(word)


def day(name: str) -> date | None:
    """A variable that holds a day as 2019-12-31; None where it is empty. Raises SettingError."""
    word = text(name)
    try:
        return date.fromisoformat(word) if word else None
    except ValueError as error:
        raise SettingError(f"{name} is {word!r}; geef een dag zoals 2019-12-31.") from error


def names(name: str, default: str) -> list[str]:
    """A variable that lists names, with commas between them."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def level(name: str, default: str) -> str:
    """How much is told in the log. Raises SettingError for a word that is no level."""
    word = text(name, default).upper() or default
    if word not in LEVELS:
        raise SettingError(f"{name} is {word!r}; kies uit {', '.join(LEVELS)}.")
    return word


def database(name: str, default: str) -> dict[str, Any]:
    """The database at the address that a variable holds. Raises SettingError.

    The address may hold a password, so the sentence does not repeat it.
    """
    address = text(name) or default
    wrong = SettingError(
        f"{name} is geen adres van een databank; geef postgresql://gebruiker:wachtwoord@server/naam"
        " of sqlite:////map/bestand.sqlite3."
    )
    if address.partition(":")[0] not in DATABASES:
        raise wrong
    try:
        return dict(dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True))
    except ValueError as error:
        raise wrong from error


def mail(name: str, folder: Path) -> dict[str, Any]:
    """Django's settings for the mail server at an address; without one, files in a folder.

    ``smtp://`` speaks plainly, ``smtp+tls://`` changes to TLS (STARTTLS), ``smtps://`` is TLS from
    the start. Raises SettingError; the address may hold a password, so it is not repeated.
    """
    given = text(name)
    if not given:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": str(folder / "mail")}
    parts = urlsplit(given)
    try:
        port, known = parts.port, parts.hostname and parts.scheme in MAIL_PORTS
    except ValueError:
        known = None
    if not known:
        raise SettingError(
            f"{name} is geen adres van een mailserver; geef smtp://server:25,"
            " smtp+tls://gebruiker:wachtwoord@server of smtps://gebruiker:wachtwoord@server."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def own_sign_in() -> dict[str, Any]:
    """The organisation's own sign-in (OpenID Connect), as allauth takes it; empty without one.

    Raises SettingError where its address is given and what belongs to it is not.
    """
    issuer = text("GRONDRECHT_OIDC_ISSUER")
    if not issuer:
        return {}
    client, secret = text("GRONDRECHT_OIDC_CLIENT_ID"), text("GRONDRECHT_OIDC_CLIENT_SECRET")
    if not client or not secret:
        raise SettingError(
            "Geef bij GRONDRECHT_OIDC_ISSUER ook GRONDRECHT_OIDC_CLIENT_ID en"
            " GRONDRECHT_OIDC_CLIENT_SECRET."
        )
    app = {
        "provider_id": "organisatie",
        "name": text("GRONDRECHT_OIDC_NAME") or "uw organisatie",
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/")},
    }
    return {"openid_connect": {"APPS": [app]}}


def scanner(name: str) -> str:
    """Where a virus scanner (clamd) listens: ``host:port`` or the path of a socket; may be empty.

    Raises SettingError for anything else.
    """
    where = text(name).removeprefix("tcp:").removeprefix("unix:")
    host, _colon, port = where.rpartition(":")
    is_port = bool(host) and port.isdecimal() and 0 < int(port[:LONGEST_NUMBER]) < 65_536
    if where and not where.startswith("/") and not is_port:
        raise SettingError(
            f"{name} is {where!r}; geef server:poort van clamd, zoals 127.0.0.1:3310, of het pad"
            " van zijn socket, zoals /run/clamav/clamd.ctl."
        )
    return where


def _why(error: OSError) -> str:
    """What the system refuses, without what to do about it."""
    return reason(error).partition(";")[0]


def data_folder() -> Path:
    """Where the register keeps its database, key and backups; made where it is not there yet.

    ``GRONDRECHT_DATA`` names it; without it ``grondrecht`` in the user's data folder.
    """
    home = Path(text("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = Path(text("GRONDRECHT_DATA") or home / "grondrecht").absolute()
    try:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(
            f"De map {folder} kan niet gemaakt worden ({_why(error)});"
            " noem met GRONDRECHT_DATA een map waarin geschreven mag worden."
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """``GRONDRECHT_SECRET_KEY``; without it a key of its own, kept in the data folder for later.

    The key signs sessions and forms. The file is readable by its owner alone.
    """
    given = text("GRONDRECHT_SECRET_KEY")
    if given:
        return given
    path = folder / "secret-key"
    try:
        if not path.exists():
            _keep_key(path, secrets.token_urlsafe(60))
        key = path.read_bytes().decode("ascii", "replace").strip()
    except OSError as error:
        raise SettingError(
            f"De sleutel {path} kan niet gelezen of bewaard worden ({_why(error)});"
            " noem met GRONDRECHT_DATA een map waarin geschreven mag worden."
        ) from error
    if not key:
        raise SettingError(f"De sleutel {path} is leeg; verwijder dat bestand.")
    return key


def _keep_key(path: Path, key: str) -> None:
    """Put a key where none is yet, whole or not at all: of two processes, one goes first."""
    with NamedTemporaryFile("w", encoding="ascii", dir=path.parent, prefix=".key-") as file:
        file.write(key)
        file.flush()
        with suppress(FileExistsError):
            os.link(file.name, path)
