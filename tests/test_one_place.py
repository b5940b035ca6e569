"""A field and a stage are added to a copy of the checkout, each in one place, and come through everything.

What is edited is counted: docs/fields-and-stages.md promises it to whoever does the same.
"""

import json
import os
import shutil
import subprocess
import sys
from filecmp import cmp
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("data", "geo", "charts", "reports", "ui", "pages")
CATALOGUE = "data/locale/zh_CN/LC_MESSAGES/messages.po"
MIGRATION = "data/database/migrations/versions/0099_one_more.py"
# The number of the newest migration is a part of the migration.
NEWEST = "data/database/engine.py"

pytestmark = pytest.mark.slow


class Copy:
    """A copy of the checkout that can be edited and run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "checkout"
        self.url = f"sqlite:///{folder / 'dashboard.db'}"
        for room in ROOMS:
            shutil.copytree(ROOT / room, self.folder / room, ignore=shutil.ignore_patterns("__pycache__"))

    def edit(self, path: str, before: str, after: str) -> None:
        """Put `after` in the place of `before`, which stands there once."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1
        file.write_text(text.replace(before, after), encoding="utf-8")

    def migrate(self, upgrade: str) -> None:
        """Add a migration with this as the lines of its `upgrade`."""
        newest = (ROOT / NEWEST).read_text(encoding="utf-8").split('SCHEMA_REVISION = "')[1].split('"')[0]
        (self.folder / MIGRATION).write_text(
            f'"""One more."""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\nrevision = "0099"\n'
            f'down_revision = "{newest}"\n\n\ndef upgrade() -> None:\n    """Once."""\n{upgrade}',
            encoding="utf-8",
        )
        self.edit(NEWEST, f'SCHEMA_REVISION = "{newest}"', 'SCHEMA_REVISION = "0099"')

    def translate(self, texts: dict[str, str]) -> None:
        """Add texts to the Chinese catalogue."""
        with (self.folder / CATALOGUE).open("a", encoding="utf-8") as file:
            file.writelines(f'\nmsgid "{text}"\nmsgstr "{chinese}"\n' for text, chinese in texts.items())

    def touched(self) -> set[str]:
        """Which files differ from the checkout's, but for catalogue and migration."""
        files = [file for room in ROOMS for file in (self.folder / room).rglob("*") if file.is_file()]
        names = {
            file.relative_to(self.folder).as_posix() for file in files if "__pycache__" not in file.parts
        }
        differ = {
            name
            for name in names
            if not (ROOT / name).exists() or not cmp(ROOT / name, self.folder / name, shallow=False)
        }
        return differ - {CATALOGUE, MIGRATION, NEWEST}

    def run(self, *command: str) -> str:
        """Run a command in the copy; give what it prints."""
        environ = {**os.environ, "PYTHONPATH": str(self.folder), "DATABASE_URL": self.url}
        done = subprocess.run(
            [sys.executable, *command],
            cwd=self.folder,
            env=environ,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    def upload(self, **answers: object) -> dict[str, Any]:
        """Take a county's answers (by the template's headers) through all of it: see upload_to_workbook."""
        script = str(ROOT / "tests" / "upload_to_workbook.py")
        return json.loads(self.run(script, self.url, json.dumps(answers)))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_a_field_is_added_in_one_file(copy: Copy):
    copy.edit(
        "data/base/fields.py",
        '        Field(\n            "evidence",',
        """        Field(
            "guidance_teachers",
            "whole_number",
            lambda _: _("Guidance teachers"),
            "指导教师数 家庭教育指导教师数",
            "指导教师",
            header="指导教师数",
            width=11,
            meaning=lambda _: _("Teachers trained to guide families."),
            most=99_999,
        ),
        Field(
            "evidence",""",
    )
    copy.migrate(
        '    for table in ("reports", "area_reports"):\n'
        '        op.add_column(table, sa.Column("guidance_teachers", sa.BigInteger))\n'
    )
    texts = {"Guidance teachers": "指导教师", "Teachers trained to guide families.": "受过培训的指导教师数。"}
    copy.translate(texts)
    assert copy.touched() == {"data/base/fields.py"}
    assert copy.run("-m", "ui.catalogue") == ""
    came = copy.upload(建设阶段="筹建中", 指导教师数=12_345)
    assert came["problems"] == []
    assert {"field": "guidance_teachers", "after": "12345"} in came["differs"]
    assert came["stored"]["guidance_teachers"] == "12345"
    assert came["county"]["Guidance teachers"] == 12_345
    assert came["county"]["Items not reported (of 11)"] == 9
    page = "".join(came["page"])
    on_page_and_card = page.count('<th scope="row">Guidance teachers</th><td>12,345</td>')
    assert on_page_and_card == 2
    assert "受过培训的指导教师数。" in came["instructions"]


def test_a_number_that_is_too_large_or_none_is_refused_in_an_added_field(copy: Copy):
    copy.edit(
        "data/base/fields.py",
        '        Field(\n            "evidence",',
        '        Field("guidance_teachers", "whole_number", lambda _: "", "指导教师数", "指导教师", most=300),\n'
        '        Field(\n            "evidence",',
    )
    problems = copy.run(
        "-c",
        "from data.intake.cells import _reader\n"
        "read = _reader('guidance_teachers', [])\n"
        "print(*(finding.code for cell in (300, 301, '很多', -1) for finding in read(cell).findings))",
    )
    assert problems.split() == ["count_too_large", "count_unreadable", "count_negative"]


STAGE = """        Stage(
            "piloting",
            lambda _: _("piloting"),
            "试运行",
            "试运行 试点 试点中 piloting",
            "straw",
            part="试点",
            meaning=lambda _: _("it is tried out"),
            without=WithoutAlliance(
                lambda _: _("As of {date}, {county} is trying its alliance out"),
                lambda _: _("1 county is piloting"),
                lambda _: _("{n} counties are piloting"),
            ),
        ),
        Stage(
            "established","""


def test_a_stage_is_added_in_two_files(copy: Copy):
    copy.edit("data/base/stages.py", '        Stage(\n            "established",', STAGE)
    copy.edit("charts/palette.py", 'sky="#5a9fc0"', 'straw="#c9c58f", sky="#5a9fc0"')
    copy.edit("charts/palette.py", 'sky="#4f9dc4"', 'straw="#8c8a3c", sky="#4f9dc4"')
    copy.migrate(
        "    known = \"stage IN ('not_started', 'preparing', 'piloting', 'established', 'operating')\"\n"
        '    for table in ("reports", "area_reports"):\n'
        '        name = op.f(f"ck_{table}_stage_known")\n'
        "        rowless = {'sqlite_with_rowid': False}\n"
        "        with op.batch_alter_table(table, table_kwargs=rowless) as batch:\n"
        '            batch.drop_constraint(name, type_="check")\n'
        "            batch.create_check_constraint(name, sa.text(known))\n"
    )
    copy.translate(
        {
            "piloting": "试运行",
            "it is tried out": "已试运行",
            "As of {date}, {county} is trying its alliance out": "截至 {date}，{county}教联体试运行",
            "1 county is piloting": "1 个县（市、区）试运行",
            "{n} counties are piloting": "{n} 个县（市、区）试运行",
        }
    )
    assert copy.touched() == {"data/base/stages.py", "charts/palette.py"}
    assert copy.run("-m", "ui.catalogue") == ""
    came = copy.upload(建设阶段="试运行")
    assert came["problems"] == []
    assert came["stored"]["stage"] == "piloting"
    assert came["county"]["Stage"] == "Piloting"
    assert came["province"]["Piloting"] == 1
    assert came["province"]["Established"] == 0
    assert came["nation"]["piloting"] == 1
    assert (
        sum(came["nation"].values()) == 2 * came["nation"]["counties"]
    )  # every county is in one stage, or in none
    page = "".join(came["page"])
    assert "Liwan District of Guangzhou is trying its alliance out" in page
    assert '<i class="swatch" style="background:#c9c58f"></i><b>Piloting</b>' in page
    assert "No alliance: piloting" in came["actions"]
    assert any("“试运行”：已试运行" in text for text in came["instructions"])
    rows = json.loads(copy.run("-m", "data.status", "--level", "nation", "--json"))
    assert (rows[0]["piloting"], rows[0]["not_reported"]) == (1, rows[0]["counties"] - 1)
