"""Where somebody who signs in may be led on to: pages of this server, and nothing else."""

import pytest

from ui.sign_in.addresses import LONGEST_NEXT, safe_next


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/upload",
        "/county?area=440000&find=%E5%B9%BF",
        "/map?a=//b&c=http://d#e",
        "/password",
        "/über",
        "/upload?next=/sign-in",
    ],
)
def test_a_page_of_this_server_can_be_gone_on_to(address):
    assert safe_next(address, "") == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "upload",
        "//evil.cn",
        "///evil.cn",
        "https://evil.cn",
        "/\\evil.cn",
        "\\\\evil.cn",
        "/\t/evil.cn",
        "/\n/a",
        " //evil.cn",
        "/%5cevil.cn",
        "/%2fevil.cn",
        "/%09/evil.cn",
        "/a//b",
        "/../a",
        "/a/..",
        "/%2e%2e/a",
        "/./a",
        "javascript:alert(1)",
        "/\u202eevil",
        "/\x00",
        "/sign-in",
        "/sign-in?out=1",
        "/SIGN-IN/",
        "/sign%2Din",
        "/first-admin",
        "/" + "a" * LONGEST_NEXT,
        "@evil.cn",
        "/%0d%0aSet-Cookie:a",
    ],
)
def test_nothing_else_can_be_gone_on_to(address):
    assert safe_next(address, "") is None


def test_below_a_base_path_only_its_own_pages_can_be_gone_on_to():
    assert safe_next("/board/upload", "/board/") == "/board/upload"
    assert safe_next("/board", "board") == "/board"
    for address in ("/upload", "/boardroom", "/board/../upload", "/board/sign-in"):
        assert safe_next(address, "board") is None
