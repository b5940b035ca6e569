"""The audit in words and as a file: what was done, by whom, to what, and nothing in it runs."""

import csv
import io

import pandas as pd
import pytest

from data.accounts.account import Account
from data.accounts.permissions import ROLES
from data.accounts.rows import OUTCOMES
from data.base.language import translator
from data.store.audit import AUDIT_KINDS, COLUMNS
from reports.sentences.audit import (
    audit_csv,
    detail_in_words,
    group_words,
    kind_words,
    provinces_in_words,
    role_and_provinces,
    role_words,
    who_in_words,
)
from tests.data.batches import at
from ui.accounts import sign_ins

EN, ZH = translator("en"), translator("zh")


def an_account(number: int = 1, name: str = "Li Qiang", **particulars) -> Account:
    given = {
        "shown_name": name,
        "role": "viewer",
        "provinces": None,
        "has_password": True,
        "identity": None,
        "made_at": at(0),
        "disabled_at": None,
    }
    return Account(number, name, **(given | particulars))


def test_every_role_outcome_and_kind_has_words():
    for translate in (EN, ZH):
        assert set(role_words(translate)) == set(ROLES)
        assert set(sign_ins.outcome_words(translate)) == set(OUTCOMES)
        assert set(group_words(translate)) == set(AUDIT_KINDS)
        assert set(kind_words(translate)) == {kind for kinds in AUDIT_KINDS.values() for kind in kinds}
    assert all(not word.isascii() for word in kind_words(ZH).values())


def test_what_an_account_may_do_is_told_by_name():
    assert role_and_provinces("admin", None, "en", EN) == "administrator"
    assert role_and_provinces("editor", None, "zh", ZH) == "编辑（全部省份）"
    assert role_and_provinces("editor", {"440000", "430000"}, "zh", ZH) == "编辑（湖南、广东）"
    assert role_and_provinces("editor", {"440000"}, "en", EN) == "editor for Guangdong"
    assert role_and_provinces("auditor", None, "en", EN) == "auditor"
    many = ["110000", "120000", "130000", "140000"]
    assert provinces_in_words(many, "en", EN, named=3) == "Beijing and Tianjin and 2 others"
    assert provinces_in_words(many, "zh", ZH, named=4) == "北京、天津、河北、山西"
    assert provinces_in_words(["999999"], "zh", ZH) == "999999"


@pytest.mark.parametrize(
    ("kind", "detail", "told"),
    [
        ("account_add", {"role": "viewer", "provinces": None}, "viewer"),
        (
            "account_roles",
            {"role": "admin", "provinces": None, "role_before": "editor", "provinces_before": ["440000"]},
            "editor for Guangdong → administrator",
        ),
        ("account_first_admin", {"role": "admin"}, "administrator"),
        ("account_reset", {}, ""),
        ("account_reset", {"own": True}, "by the person themselves"),
        ("account_link", {"issuer": "https://x.cn", "subject": "7"}, "https://x.cn, 7"),
        ("save", {"file": "a.xlsx", "note": "first", "rows": 1234}, "a.xlsx · first · 1,234 rows"),
        ("save", {"note": "demo", "rows": 2848}, "made-up figures · 2,848 rows"),
        ("revert", {"reason": "wrong file"}, "wrong file"),
        ("view_rename", {"page": "map", "name_before": "西部"}, "before: 西部"),
        ("view_save", {"page": "map"}, ""),
    ],
)
def test_particulars_are_told(kind, detail, told):
    assert detail_in_words(kind, detail, "en", EN) == told


def test_what_the_dashboard_did_itself_is_told_in_the_readers_language():
    assert (who_in_words("demo", ZH), who_in_words("start of the dashboard", ZH)) == ("演示程序", "系统启动")
    assert detail_in_words("revert", {"reason": "Replaced by the first real data."}, "zh", ZH) != (
        "Replaced by the first real data."
    )
    assert who_in_words("王芳（wangfang）", ZH) == "王芳（wangfang）"


def test_the_file_has_every_line_and_nothing_in_it_runs():
    lines = [
        (at(2), "=cmd|'/c calc'!A0", "@10.0.0.1", "account_add", "+1", {"role": "viewer", "provinces": None}),
        (at(1), "王芳", None, "save", "7", {"file": "-1.xlsx", "rows": 3}),
        (at(0), "王芳", "10.0.0.1", "account_unheard_of", '李强\n,"', {}),
    ]
    frame = pd.DataFrame(lines, columns=list(COLUMNS), dtype=object)
    frame["at"] = pd.to_datetime(frame["at"], utc=True)
    made = audit_csv(frame, "zh", ZH)
    assert made.startswith(b"\xef\xbb\xbf")
    head, *rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    assert head[0] == "时间（UTC）"
    assert rows == [
        [
            "2026-01-05T09:32:00Z",
            "'=cmd|'/c calc'!A0",
            "'@10.0.0.1",
            "account_add",
            "新建账号",
            "'+1",
            "查看者",
        ],
        ["2026-01-05T09:31:00Z", "王芳", "", "save", "保存", "第7批", "'-1.xlsx · 3行"],
        [
            "2026-01-05T09:30:00Z",
            "王芳",
            "10.0.0.1",
            "account_unheard_of",
            "account_unheard_of",
            '李强\n,"',
            "",
        ],
    ]
