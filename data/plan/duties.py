"""Who has to do what: the Plan's departments, duties and resource areas, and the notice's three duties of a zone.

The wording is the notice's (教基厅函〔2024〕3号), the English is ours. Which items speak to a duty is ours too:
counties report on their alliance, and nobody asks them about the duties of their zone.
"""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from data.register.sources import read_reference

EVIDENCE = "evidence"


@dataclass(frozen=True)
class ZoneDuty:
    """One duty: its heading and wording in the notice, and the reported items that speak to it.

    items: fields of a report that say yes or no to something the wording names. nearest: a field that may bear on
    the duty without saying so.
    """

    key: str
    heading_zh: str
    heading_en: str
    wording_zh: str
    wording_en: str
    items: tuple[str, ...] = ()
    nearest: str | None = None


ZONE_DUTIES = (
    ZoneDuty(
        "leadership",
        "加强组织领导",
        "Leadership and support",
        "加大政策支持和经费投入力度，健全体制机制，强化条件保障",
        "More policy support and funding, sound institutions and mechanisms, better conditions",
        items=("coordination", "guidance_body", "funding", "personnel", "venues"),
    ),
    ZoneDuty(
        "plan",
        "扎实推进实践探索",
        "A concrete experimental plan",
        "明确实验内容和工作安排，进一步完善实验方案",
        "Settle what is tried and how the work is arranged, and improve the experimental plan further",
        nearest=EVIDENCE,
    ),
    ZoneDuty(
        "publicity",
        "宣传推广典型经验",
        "Publicising experience",
        "深入宣传实验区协同育人的政策措施、实际成效和典型案例",
        "Publicise the zone's measures, results and typical cases",
    ),
)


DUTY_ITEMS = tuple(item for duty in ZONE_DUTIES for item in duty.items)


@cache
def load_departments() -> pd.DataFrame:
    """Load the 17 departments in the Plan's order.

    Columns: department_no (int64), name, name_en, short_name (教育, 卫健),
    short_name_en (ours: Education, Health).
    """
    return read_reference("departments.csv", {"department_no": "int64"})


@cache
def load_duties() -> pd.DataFrame:
    """Load who is responsible for what, in the order of the Plan's text.

    Columns: duty_no (int64); actor (government, education_department, school, family,
    departments_and_society); actor_zh, actor_en; duty_zh, duty_en; shown_by (ours: the reported figures that show
    it, an item of data.figures.mechanisms, `departments`, `resources`, `established` or `schools_covered`, parted
    by spaces; `nothing` where the reports say nothing of it).
    """
    return read_reference("duties.csv", {"duty_no": "int64"})


@cache
def load_resources() -> pd.DataFrame:
    """Load the seven fields of resources in the Plan's order: resource_no (int64), name, name_en."""
    return read_reference("resources.csv", {"resource_no": "int64"})
