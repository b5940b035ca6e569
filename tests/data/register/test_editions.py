"""An operator's editions: what the changes of 2024 to 2026 give, who signed, what can be taken back."""

import hashlib
import json
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from data.base.errors import InvalidBatch, WrongChecksum
from data.base.signatures import Signature
from data.register.build.units import read_announced
from data.register.checks import change_faults, period_faults
from data.register.editions import (
    JOURNAL,
    DamagedEdition,
    EditionFolder,
    EditionRefused,
    NewNames,
    Prepared,
    history_with,
    is_known,
    make_edition,
    take_up,
)
from data.register.history import History, committed_history, register_history, register_of, use_editions
from data.register.replay import Announced, Flow, UnusableChange

SIGNED = Signature("王芳", datetime(2026, 11, 30, tzinfo=UTC), "command line")
END_OF_2023 = date(2023, 12, 31)
DAY = "2027-01-01"


def prepared(*changes: Announced, **names: dict[str, str]) -> Prepared:
    return Prepared(changes, NewNames(**names), "新表.csv", hashlib.sha256(b"").hexdigest())


def change(
    kind: str, before: dict[str, str], after: dict[str, str], *ground: Flow, day: str = DAY
) -> Announced:
    return Announced(day, kind, before, after, ground, "国函〔2027〕1号", "公告", "read", "")


def merger() -> Announced:
    flows = [Flow(code, "110120", main=True) for code in ("110101", "110102")]
    return change("merged", {"110101": "东城区", "110102": "西城区"}, {"110120": "首都区"}, *flows)


def history_at(day: date) -> History:
    """The history as it was known on a day."""
    written = day.isoformat()
    committed = committed_history()

    def known(table: pd.DataFrame) -> pd.DataFrame:
        kept = table[table["since"] <= written]
        return kept.assign(until=kept["until"].where(kept["until"] <= written, "").astype("string"))

    changes = committed._change_table
    return History(
        known(committed.units),
        changes[changes["day"] <= written],
        known(committed.prefectures),
        committed.provinces,
    )


@pytest.fixture(autouse=True)
def _committed_again():
    yield
    use_editions([])


def test_the_changes_of_2024_to_2026_as_an_edition_give_the_register_that_is_committed():
    since = [each for each in read_announced() if each.day > END_OF_2023.isoformat()]
    before = history_at(END_OF_2023)
    after = before.with_edition(make_edition(before, prepared(*since)))
    for day in (END_OF_2023, date(2024, 12, 31), date(2025, 12, 31), date(2026, 9, 11)):
        made, known = after.register_of(day).counties, committed_history().register_of(day).counties
        pd.testing.assert_frame_equal(made, known)
        assert after.register_of(day).prefectures.equals(committed_history().register_of(day).prefectures)
    assert {told.change for told in after.changes} == {told.change for told in committed_history().changes}
    assert after.merged_from("500157") == ("500105", "500112")


def test_a_merger_and_what_comes_after_it_keep_every_past_day():
    first = history_with([])
    history = first.with_edition(make_edition(first, prepared(merger())))
    renamed = change(
        "renamed",
        {"110120": "首都区"},
        {"110120": "京都区"},
        Flow("110120", "110120", main=True),
        day="2027-02-01",
    )
    history = history.with_edition(make_edition(history, prepared(renamed)))
    counties = history.register_of(None).counties.set_index("county_code")
    assert counties.loc["110120", ["name", "name_en", "kind", "prefecture", "pinyin"]].tolist() == [
        "京都区", "Jingdu District", "市辖区", "北京市", "jingduqu",
    ]  # fmt: skip
    assert history.merged_from("110120") == ("110101", "110102")
    assert history.register_of(date(2027, 1, 15)).counties["name"].isin(["首都区"]).any()
    assert len(counties) == len(first.register_of(None).counties) - 1
    before = date(2026, 12, 31)
    own = history.register_of(before).counties.drop(columns="later_name")
    pd.testing.assert_frame_equal(own, first.register_of(before).counties.drop(columns="later_name"))
    assert [*period_faults(history), *change_faults(history)] == []


def test_a_new_city_of_the_xpcc_is_a_prefecture_of_its_own():
    new = change("set_up", {}, {"659014": "新安市"})
    history = committed_history()
    history = history.with_edition(make_edition(history, prepared(new)))
    register = history.register_of(None)
    row = register.counties.set_index("county_code").loc["659014"]
    assert row[["province_code", "map_province_code", "prefecture_code"]].tolist() == [
        "660000",
        "650000",
        "659014",
    ]
    assert "659014" in register.prefectures["code"].tolist()
    assert "659014" not in history.register_of(date(2026, 12, 31)).prefectures["code"].tolist()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (change("set_up", {}, {"110101": "新区"}), "another unit bears"),
        (change("renamed", {"110101": "西城区"}, {"110101": "南城区"}), "the register has 东城区"),
        (
            change("set_up", {}, {"653133": "叶城县"}),
            "653126 and 653133 would both be called 叶城县 in 喀什地区",
        ),
        (change("set_up", {}, {"133301": "新安区"}), "The prefecture 133300 is not known"),
        (change("set_up", {}, {"110130": "新安"}), "no name of a county-level unit"),
        (change("set_up", {}, {"110130": "龘龘区"}), "Nobody told how 龘龘区 is read"),
        (change("set_up", {}, {"990101": "新安区"}), "of no province"),
        (change("set_up", {}, {"110130": "新安区"}, day="2027"), "has no day"),
    ],
)
def test_what_contradicts_the_register_is_refused(wrong: Announced, said: str):
    history = committed_history()
    with pytest.raises(UnusableChange, match=said):
        make_edition(history, prepared(wrong))


def test_a_name_and_a_prefecture_that_nobody_knows_can_be_told():
    new = change("set_up", {}, {"133301": "龘安区"})
    given = prepared(new, prefectures={"133300": "雄安市"}, readings={"龘安区": "da an qu"})
    history = committed_history()
    register = history.with_edition(make_edition(history, given)).register_of(None)
    row = register.counties.set_index("county_code").loc["133301"]
    assert row[["name_en", "pinyin", "initials", "prefecture"]].tolist() == [
        "Da'an District",
        "daanqu",
        "daq",
        "雄安市",
    ]


def test_what_is_committed_is_signed_journalled_and_taken_up(tmp_path):
    folder = EditionFolder(tmp_path / "register")
    assert folder.stamp() is None
    assert folder.commit(prepared(merger()), SIGNED, "新一版") == 1
    assert [(event.action, event.by, event.edition, event.note) for event in folder.events()] == [
        ("commit", "王芳", 1, "新一版")
    ]
    take_up(folder.path)
    assert len(register_of(None).counties) == len(committed_history().register_of(None).counties) - 1
    assert register_history().newest.document == "国函〔2027〕1号"
    assert register_of(date(2026, 12, 31)).counties["name"].isin(["东城区"]).any()


def test_the_newest_edition_can_be_taken_back_and_no_other(tmp_path):
    folder = EditionFolder(tmp_path)
    folder.commit(prepared(merger()), SIGNED, "")
    folder.commit(prepared(change("set_up", {}, {"659014": "新安市"})), SIGNED, "")
    with pytest.raises(EditionRefused, match="Take back edition 2 first"):
        folder.take_back(1, SIGNED, "误")
    folder.take_back(2, SIGNED, "误")
    assert [kept.number for kept in folder.standing()] == [1]
    take_up(tmp_path)
    assert "659014" not in register_of(None).counties["county_code"].tolist()
    assert folder.commit(prepared(change("set_up", {}, {"659014": "新安市"})), SIGNED, "") == 3
    assert [event.action for event in folder.events()] == ["commit", "commit", "take_back", "commit"]


def test_a_file_that_was_changed_is_not_taken_up(tmp_path):
    folder = EditionFolder(tmp_path)
    folder.commit(prepared(merger()), SIGNED, "")
    file = tmp_path / "0001.json"
    file.write_text(file.read_text().replace("110120", "110121"))
    with pytest.raises(WrongChecksum, match="not the one that was committed"):
        take_up(tmp_path)


def test_nobody_signs_nothing(tmp_path):
    with pytest.raises(InvalidBatch, match="Nobody is named"):
        EditionFolder(tmp_path).commit(prepared(merger()), Signature(" ", SIGNED.at), "")
    assert not (tmp_path / JOURNAL).exists()


def test_an_edition_that_a_newer_dashboard_brings_itself_changes_nothing(tmp_path):
    known = [each for each in read_announced() if each.day >= "2026-01-01"]
    assert is_known(committed_history(), prepared(*known))
    assert not is_known(committed_history(), prepared(merger()))
    folder = EditionFolder(tmp_path)
    tmp_path.joinpath("0001.json").write_text("")
    content = json.dumps({
        "edition": 1, "file": "f", "sha256": "", "by": "b", "at": "", "note": "", "prefectures": {}, "readings": {},
        "changes": [
            {
                "day": each.day, "kind": each.kind, "before": "; ".join(f"{c} {n}" for c, n in each.before.items()),
                "after": "; ".join(f"{c} {n}" for c, n in each.after.items()), "ground": "", "document": "",
                "source": "", "basis": "read", "remark": "",
            }
            for each in known
        ],
    })  # fmt: skip
    tmp_path.joinpath("0001.json").write_text(content)
    line = {
        "at": SIGNED.at.isoformat(), "by": "b", "origin": None, "action": "commit", "edition": 1, "note": "",
        "sha256": hashlib.sha256(content.encode()).hexdigest(),
    }  # fmt: skip
    tmp_path.joinpath(JOURNAL).write_text(json.dumps(line) + "\n")
    assert history_with(folder.standing()) is committed_history()


def test_a_known_prefecture_keeps_its_name_however_a_list_writes_it():
    new = change("set_up", {}, {"130197": "新安区"})
    history = committed_history()
    given = prepared(new, prefectures={"130100": "石家庄"})
    register = history.with_edition(make_edition(history, given)).register_of(None)
    assert register.counties.set_index("county_code").loc["130197", "prefecture"] == "石家庄市"
    assert register.prefectures["code"].tolist().count("130100") == 1


def test_a_damaged_edition_is_told_and_can_be_taken_back(tmp_path):
    folder = EditionFolder(tmp_path)
    folder.commit(prepared(merger()), SIGNED, "")
    assert folder.faults() == []
    tmp_path.joinpath("0001.json").write_text("{")
    (fault,) = folder.faults()
    assert fault.startswith(f"The edition {tmp_path / '0001.json'} is not the one that was committed.")
    assert fault.endswith("or take it back: python -m data.register take-back 1.")
    folder.take_back(1, SIGNED, "损坏")
    assert (folder.faults(), folder.standing()) == ([], [])


def test_a_journal_that_breaks_off_is_told(tmp_path):
    folder = EditionFolder(tmp_path)
    folder.commit(prepared(merger()), SIGNED, "")
    journal = tmp_path / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-20])
    with pytest.raises(WrongChecksum, match=r"Line 1 of .* cannot be read"):
        take_up(tmp_path)
    assert len(folder.faults()) == 1
    journal.write_bytes(b"")
    assert EditionFolder(tmp_path).faults() == [
        f"The journal does not know {tmp_path / '0001.json'}. Restore the folder from a backup."
    ]
    # Without it nobody knows what was committed: not to be taken for a folder without editions.
    journal.unlink()
    with pytest.raises(DamagedEdition, match="holds editions but no"):
        EditionFolder(tmp_path).standing()


def test_a_note_may_hold_any_end_of_a_line(tmp_path):
    folder = EditionFolder(tmp_path)
    folder.commit(prepared(merger()), SIGNED, "一\u2028二\x85三")
    assert [event.note for event in folder.events()] == ["一\u2028二\x85三"]
