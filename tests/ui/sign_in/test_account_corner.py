"""Who is signed in, in words, what nobody costs the store, and a sign-out that the store does not take."""

import re
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.accounts.permissions import Viewer
from data.base.errors import StoreBusy
from data.base.language import translator
from ui.sign_in import account_corner, signed_out
from ui.sign_in.account_corner import role_words, who_html
from ui.web.headers import index_page, policy

PAGE = """
import streamlit as st
from data.base.language import translator
from ui.sign_in.signed_out import leave_if_signed_out, sign_out

if st.session_state.get("click"):
    sign_out()
leave_if_signed_out(translator("en"))
st.write("private")
"""


def editor(*codes: str) -> Viewer:
    return Viewer(1, "李强", "editor", frozenset(codes))


@pytest.mark.parametrize(
    ("viewer", "zh", "en"),
    [
        (Viewer(1, "王芳", "admin", None), "管理员", "Administrator"),
        (Viewer(1, "周敏", "viewer", None), "查看者，可浏览", "Viewer, may look"),
        (Viewer(1, "李强", "editor", None), "编辑，全部省份", "Editor for all provinces"),
        (editor("440000"), "编辑，广东", "Editor for Guangdong"),
        (editor("440000", "110000", "660000"), "编辑，北京等3个省份", "Editor for 3 provinces: Beijing …"),
    ],
)
def test_a_role_is_said_in_one_line(viewer, zh, en):
    assert role_words(viewer, "zh", translator("zh"))[0] == zh
    assert role_words(viewer, "en", translator("en"))[0] == en


def test_every_province_is_told_in_full_in_the_register_s_order():
    full = role_words(editor("660000", "440000", "110000"), "zh", translator("zh"))[1]
    assert full == "编辑，北京、广东、兵团"


def test_a_name_is_text_and_nothing_else():
    html = who_html(Viewer(1, '"><script>x', "admin", None), "zh", translator("zh"))
    assert "<script" not in html
    assert html.count("&quot;&gt;&lt;script&gt;x") == 2


def test_nobody_does_not_cost_the_store_a_question_with_every_click(monkeypatch):
    asked: list[bool] = []
    monkeypatch.setattr(account_corner.access, "accounts_exist", lambda: bool(asked.append(True)))
    account_corner._accounts_exist.clear()
    assert [account_corner._somebody_could_sign_in() for _click in range(5)] == [False] * 5
    assert len(asked) == 1
    account_corner._accounts_exist.clear()


def test_a_sign_out_that_the_store_does_not_take_is_no_sign_out(monkeypatch):
    """Whoever believes to be signed out and is not would leave the machine open."""

    def busy() -> None:
        raise StoreBusy("Busy.", "Try again.")

    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(signed_out, "open_session", busy)
    signed_out.sign_out()
    with pytest.raises(StoreBusy):
        signed_out.leave_if_signed_out(translator("en"))
    # Said once; the next run draws the page again, for who is still signed in.
    signed_out.leave_if_signed_out(translator("en"))


@pytest.mark.parametrize(("kind", "way"), [("local", "sign-in?out=1"), ("oidc", "auth/logout")])
def test_signing_out_draws_nothing_of_the_page_and_runs_a_script_that_the_policy_lets_run(
    monkeypatch, kind, way
):
    ended: list[str] = []
    sessions = SimpleNamespace(end_family=lambda family, _at: ended.append(family))
    monkeypatch.setattr(
        signed_out.queries, "store", lambda: SimpleNamespace(accounts=SimpleNamespace(sessions=sessions))
    )
    monkeypatch.setattr(signed_out, "open_session", lambda: SimpleNamespace(family="f", kind=kind))

    app = AppTest.from_string(PAGE, default_timeout=60).run()
    assert [text.value for text in app.markdown] == ["private"]
    app.session_state["click"] = True
    app.run()
    assert not app.markdown
    assert ended == ["f"]
    scripts = [html.proto.body for html in app.get("html") if "<script>" in html.proto.body]
    assert len(scripts) == 1
    assert way in scripts[0]
    digest = re.search(r"'sha256-[^']+'", policy(scripts[0].encode()))
    assert digest
    assert digest[0] in policy(index_page())
