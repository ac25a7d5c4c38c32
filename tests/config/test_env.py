"""Settings from the environment: every reader, and the sentence where a value cannot be used."""

import os
import stat

import pytest

from grondrecht.config import env
from grondrecht.config.env import SettingError

NAME = "GRONDRECHT_PROEF"


@pytest.fixture
def given(monkeypatch):
    """Set the variable under test; None takes it away."""

    def put(value, name=NAME):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)

    put(None)
    return put


def sentence(reader, *args):
    with pytest.raises(SettingError) as refused:
        reader(*args)
    words = str(refused.value)
    assert words.endswith(".")
    assert "\n" not in words
    return words


def test_a_text_has_no_blanks_at_its_ends(given):
    assert env.text(NAME, "iets") == "iets"
    given("  een naam\n")
    assert env.text(NAME) == "een naam"


@pytest.mark.parametrize("word", ["1", "JA", " on ", "true", "yes"])
def test_a_flag_can_say_yes(given, word):
    given(word)
    assert env.flag(NAME, False) is True


@pytest.mark.parametrize("word", ["0", "nee", "Off", "false", ""])
def test_a_flag_can_say_no(given, word):
    given(word)
    assert env.flag(NAME, True) is False


def test_another_word_is_no_flag_and_without_one_the_default_holds(given):
    assert (env.flag(NAME, True), env.flag(NAME, False)) == (True, False)
    given("misschien")
    assert sentence(env.flag, NAME, True) == f"{NAME} is 'misschien'; geef 1 (ja) of 0 (nee)."


def test_a_number_is_whole_and_not_below_zero(given):
    assert env.number(NAME, 7) == 7
    given(" 600 ")
    assert env.number(NAME, 7) == 600


@pytest.mark.parametrize("word", ["-1", "1.5", "zes", "", "²", "9" * 5000], ids=range(6))
def test_anything_else_is_no_number(given, word):
    given(word)
    assert "geef een geheel getal" in sentence(env.number, NAME, 7)


def test_names_stand_between_commas(given):
    assert env.names(NAME, "a,b") == ["a", "b"]
    given(" voorbeeld.be ,, www.voorbeeld.be,")
    assert env.names(NAME, "a") == ["voorbeeld.be", "www.voorbeeld.be"]


def test_a_level_is_one_of_those_there_are(given):
    assert env.level(NAME, "WARNING") == "WARNING"
    given("")
    assert env.level(NAME, "WARNING") == "WARNING"
    given("debug")
    assert env.level(NAME, "WARNING") == "DEBUG"
    given("luid")
    assert "kies uit DEBUG, INFO" in sentence(env.level, NAME, "WARNING")


def test_an_address_leads_to_a_database(given):
    assert env.database(NAME, "sqlite:////map/x.sqlite3")["NAME"] == "/map/x.sqlite3"
    given("postgresql://an:geheim@server:5433/register")
    found = env.database(NAME, "sqlite:///x")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("server", 5433, "register")


@pytest.mark.parametrize("address", ["mysql://an:geheim@x/y", "geheim", "postgres://geheim:x:y/z"])
def test_another_address_is_refused_and_not_repeated(given, address):
    given(address)
    assert "geheim" not in sentence(env.database, NAME, "sqlite:///x")


def test_the_data_folder_is_made_for_its_owner_and_group(given, tmp_path):
    folder = tmp_path / "diep" / "register"
    given(str(folder), "GRONDRECHT_DATA")
    assert env.data_folder() == folder
    assert stat.S_IMODE(folder.stat().st_mode) & 0o007 == 0
    assert env.data_folder() == folder, "twice is once"


def test_without_a_name_the_folder_is_the_user_s(given, tmp_path):
    given(None, "GRONDRECHT_DATA")
    given(str(tmp_path), "XDG_DATA_HOME")
    assert env.data_folder() == tmp_path / "grondrecht"
    given(None, "XDG_DATA_HOME")
    given(str(tmp_path), "HOME")
    assert env.data_folder() == tmp_path / ".local" / "share" / "grondrecht"


def test_a_folder_that_cannot_be_made_is_said(given, tmp_path):
    (tmp_path / "bestand").write_text("x")
    given(str(tmp_path / "bestand" / "map"), "GRONDRECHT_DATA")
    assert "noem met GRONDRECHT_DATA een map" in sentence(env.data_folder)


def test_a_key_is_made_once_and_kept_for_its_owner_alone(given, tmp_path):
    given(None, "GRONDRECHT_SECRET_KEY")
    key = env.secret_key(tmp_path)
    assert len(key) >= 50
    assert env.secret_key(tmp_path) == key
    assert os.listdir(tmp_path) == ["secret-key"]
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_the_first_of_two_processes_gives_the_key(tmp_path):
    path = tmp_path / "secret-key"
    env._keep_key(path, "de-eerste")
    env._keep_key(path, "de-tweede")
    assert path.read_text() == "de-eerste"
    assert os.listdir(tmp_path) == ["secret-key"]


def test_a_key_that_is_given_goes_first_and_is_not_kept(given, tmp_path):
    given(" een eigen sleutel ", "GRONDRECHT_SECRET_KEY")
    assert env.secret_key(tmp_path) == "een eigen sleutel"
    assert not os.listdir(tmp_path)


def test_a_key_that_cannot_be_kept_or_is_empty_is_said(given, tmp_path):
    given(None, "GRONDRECHT_SECRET_KEY")
    assert "noem met GRONDRECHT_DATA" in sentence(env.secret_key, tmp_path / "weg")
    (tmp_path / "secret-key").write_text("\n")
    assert "is leeg; verwijder dat bestand" in sentence(env.secret_key, tmp_path)
    (tmp_path / "secret-key").unlink()
    (tmp_path / "secret-key").mkdir()
    assert "kan niet gelezen" in sentence(env.secret_key, tmp_path)


MAIL = "GRONDRECHT_MAIL"


def test_without_a_mail_server_messages_are_files_in_the_data_folder(given, tmp_path):
    given(None, MAIL)
    settings = env.mail(MAIL, tmp_path)
    assert settings["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert settings["EMAIL_FILE_PATH"] == str(tmp_path / "mail")


@pytest.mark.parametrize(
    ("address", "port", "starttls", "tls"),
    [
        ("smtp://post.example", 25, False, False),
        ("smtp://post.example:2525", 2525, False, False),
        ("smtp+tls://an:geheim@post.example", 587, True, False),
        ("smtps://an:geheim@post.example", 465, False, True),
    ],
)
def test_a_mail_server_is_one_address(given, tmp_path, address, port, starttls, tls):
    given(address, MAIL)
    settings = env.mail(MAIL, tmp_path)
    assert settings["EMAIL_HOST"] == "post.example"
    assert settings["EMAIL_PORT"] == port
    assert (settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (starttls, tls)


def test_a_user_and_a_password_may_hold_any_sign(given, tmp_path):
    given("smtp+tls://an%40werk.example:p%3Aw%2F%40@post.example", MAIL)
    settings = env.mail(MAIL, tmp_path)
    assert settings["EMAIL_HOST_USER"] == "an@werk.example"
    assert settings["EMAIL_HOST_PASSWORD"] == "p:w/@"


@pytest.mark.parametrize("address", ["post.example", "http://x", "smtp://", "smtp://x:poort"])
def test_a_mail_server_that_is_none_is_refused_without_its_password(given, tmp_path, address):
    given(address.replace("://", "://an:geheim@", 1), MAIL)
    told = sentence(env.mail, MAIL, tmp_path)
    assert "geen adres van een mailserver" in told
    assert "geheim" not in told


# The organisation's own sign-in

ISSUER = "https://aanmelden.example.org"


def test_without_an_issuer_there_is_no_own_sign_in():
    assert env.own_sign_in() == {}


def test_an_issuer_needs_a_client_and_its_secret(monkeypatch):
    monkeypatch.setenv("GRONDRECHT_OIDC_ISSUER", ISSUER)
    monkeypatch.setenv("GRONDRECHT_OIDC_CLIENT_ID", "grondrecht")
    with pytest.raises(SettingError, match="GRONDRECHT_OIDC_CLIENT_SECRET"):
        env.own_sign_in()


def test_the_own_sign_in_is_told_to_allauth(monkeypatch):
    monkeypatch.setenv("GRONDRECHT_OIDC_ISSUER", f"{ISSUER}/")
    monkeypatch.setenv("GRONDRECHT_OIDC_CLIENT_ID", "grondrecht")
    monkeypatch.setenv("GRONDRECHT_OIDC_CLIENT_SECRET", "geheim")
    (app,) = env.own_sign_in()["openid_connect"]["APPS"]
    assert (app["client_id"], app["secret"], app["name"]) == (
        "grondrecht",
        "geheim",
        "uw organisatie",
    )
    assert app["settings"] == {"server_url": ISSUER}


CLAMD = "GRONDRECHT_CLAMD"


@pytest.mark.parametrize(
    ("given_words", "where"),
    [
        (None, ""),
        ("127.0.0.1:3310", "127.0.0.1:3310"),
        ("tcp:scanner.example:3310", "scanner.example:3310"),
        ("[::1]:3310", "[::1]:3310"),
        ("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("unix:/run/clamd", "/run/clamd"),
    ],
)
def test_a_virus_scanner_is_a_server_with_a_port_or_a_socket(given, given_words, where):
    given(given_words, CLAMD)
    assert env.scanner(CLAMD) == where


@pytest.mark.parametrize("words", ["clamd", "clamd:", "clamd:poort", "clamd:99999999", ":3310"])
def test_anything_else_is_no_virus_scanner(given, words):
    given(words, CLAMD)
    assert "server:poort van clamd" in sentence(env.scanner, CLAMD)
