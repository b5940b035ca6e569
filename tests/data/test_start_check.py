"""What must not be started, and that every setting stands in .env.example."""

import re
from pathlib import Path

import pytest

from data.base.errors import InvalidSetting
from data.settings import (
    SETTING_NAMES,
    Settings,
    is_loopback,
    read_settings,
    unsafe_combinations,
    uploads_open,
    weak_secret,
)

ROOT = Path(__file__).parents[2]
GOOD_SECRET = "3f1c9a7e5b2d8046c1e0f9a8b7d6c5e4"  # noqa: S105 (nobody's)
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 (what is to be refused)
NAMED = ("dashboard.example.cn",)


def found(settings: Settings | None = None, **told) -> list[str]:
    """Check a start on loopback, without accounts, that `told` changes."""
    given = {"address": "127.0.0.1", "https": False, "has_accounts": False, **told}
    return unsafe_combinations(settings or decided(), **given)


def decided(**fields) -> Settings:
    return Settings(database_url="sqlite://", **fields)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.9.1", "LOCALHOST."])
def test_a_start_on_loopback_goes_on(address):
    assert found(address=address) == []
    assert uploads_open(decided(), address=address, has_accounts=False)


@pytest.mark.parametrize(
    "address", [None, "", EVERY_ADDRESS, "::", "10.0.0.5", "dashboard.example.cn", "127.0.0.1.nip.io"]
)
def test_a_public_address_with_open_uploads_is_refused(address):
    sentences = found(decided(allowed_hosts=NAMED), address=address)
    assert [sentence.split(" ")[0] for sentence in sentences] == ["Uploads"]
    assert "DASHBOARD_OPEN_UPLOADS=0" in sentences[0]


def test_a_name_for_a_proxy_makes_a_loopback_address_public():
    assert "DASHBOARD_OPEN_UPLOADS=0" in found(decided(allowed_hosts=NAMED))[0]
    assert not uploads_open(decided(allowed_hosts=NAMED), address="127.0.0.1", has_accounts=False)
    assert found(decided(allowed_hosts=("127.0.0.1", "localhost"))) == []


def test_closed_uploads_or_an_account_let_a_public_server_start():
    assert found(decided(allowed_hosts=NAMED, uploads_without_accounts=False), address=EVERY_ADDRESS) == []
    assert found(decided(allowed_hosts=NAMED), address=EVERY_ADDRESS, has_accounts=True) == []
    assert not uploads_open(decided(), address="127.0.0.1", has_accounts=True)
    assert not uploads_open(decided(uploads_without_accounts=False), address="127.0.0.1", has_accounts=False)


def test_a_public_server_has_to_know_its_names():
    (sentence,) = found(decided(uploads_without_accounts=False), address=EVERY_ADDRESS)
    assert "DASHBOARD_ALLOWED_HOSTS" in sentence


@pytest.mark.parametrize(
    "secret", ["", "short", "x" * 64, "changeme" * 4, "your-secret" * 5, "Change-Me!" * 4, GOOD_SECRET[:31]]
)
def test_a_known_or_short_secret_is_refused_and_never_repeated(secret):
    assert weak_secret(secret)
    (sentence,) = found(cookie_secret=secret)
    assert not secret or secret not in sentence


def test_a_random_secret_is_taken():
    assert found(cookie_secret=GOOD_SECRET) == []
    assert found(cookie_secret=None) == []


@pytest.mark.parametrize(
    ("redirect", "https", "refused"),
    [
        ("http://dashboard.example.cn/oauth2callback", False, True),
        ("http://10.0.0.5:8501/oauth2callback", False, True),
        ("https://dashboard.example.cn/oauth2callback", False, False),
        ("http://localhost:8501/oauth2callback", False, False),
        ("http://[::1]:8501/oauth2callback", False, False),
        (None, False, False),
    ],
)
def test_oidc_over_http_is_for_loopback_only(redirect, https, refused):
    assert sum("plain http" in sentence for sentence in found(oidc_redirect=redirect, https=https)) == refused


@pytest.mark.parametrize(
    ("redirect", "hosts", "refused"),
    [
        ("https://a.cn/oauth2callback", "a.cn", 0),
        ("https://a.b.cn/base/oauth2callback", "*.b.cn", 0),
        ("http://127.0.0.1:8501/oauth2callback", "", 0),
        ("http://localhost:{port}/oauth2callback", "", 0),
        ("https://b.cn/oauth2callback", "a.cn,*.b.cn", 1),
        ("https://evil-b.cn/oauth2callback", "*.b.cn", 1),
        ("https://a.cn/", "a.cn", 1),
        ("/", "a.cn", 2),
    ],
)
def test_the_provider_sends_people_back_to_a_name_and_a_page_of_this_server(
    tmp_path, redirect, hosts, refused
):
    settings = read_settings({"DASHBOARD_ALLOWED_HOSTS": hosts}, tmp_path)
    sentences = unsafe_combinations(
        settings, address="127.0.0.1", https=True, has_accounts=True, oidc_redirect=redirect
    )
    assert sum("send people back" in sentence for sentence in sentences) == len(sentences) == refused


def test_every_reason_is_told_at_once_each_in_one_sentence():
    sentences = found(
        address=EVERY_ADDRESS, cookie_secret=GOOD_SECRET[:9], oidc_redirect="http://a.cn/oauth2callback"
    )
    assert len(sentences) == 5
    for sentence in sentences:
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert not re.search(r"[.!?] [A-Z]", sentence)


@pytest.mark.parametrize(
    "name", ["", None, "localhost.example.cn", "127.0.0.1.nip.io", EVERY_ADDRESS, "::", "0"]
)
def test_what_only_looks_like_loopback_is_none(name):
    assert not is_loopback(name)


def test_the_three_settings_are_read(tmp_path):
    read = read_settings(
        {
            "DASHBOARD_ALLOWED_HOSTS": "Dashboard.example.cn, *.edu.cn 10.0.0.5,,::1",
            "DASHBOARD_OPEN_UPLOADS": "0",
            "DASHBOARD_METRICS": "open",
        },
        tmp_path,
    )
    assert read.allowed_hosts == ("dashboard.example.cn", "*.edu.cn", "10.0.0.5", "::1")
    assert read.uploads_without_accounts is False
    assert read.open_metrics is True
    plain = read_settings({"DASHBOARD_OPEN_UPLOADS": "auto", "DASHBOARD_METRICS": "loopback"}, tmp_path)
    assert plain == read_settings({}, tmp_path)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DASHBOARD_ALLOWED_HOSTS", "*"),
        ("DASHBOARD_ALLOWED_HOSTS", "https://a.cn"),
        ("DASHBOARD_ALLOWED_HOSTS", "a.cn:8501"),
        ("DASHBOARD_ALLOWED_HOSTS", "a.*.cn"),
        ("DASHBOARD_ALLOWED_HOSTS", "a.cn/x"),
        ("DASHBOARD_OPEN_UPLOADS", "1"),
        ("DASHBOARD_METRICS", "yes"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(tmp_path, variable, value):
    with pytest.raises(InvalidSetting, match=variable):
        read_settings({variable: value}, tmp_path)


def test_every_setting_stands_in_the_example_and_its_values_can_be_used():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert sorted(given) == sorted(SETTING_NAMES)
    plain = {name: value.strip("'") for name, value in given.items()}
    assert read_settings(plain, ROOT) == read_settings({}, ROOT)
