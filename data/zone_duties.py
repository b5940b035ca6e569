"""The notice's three duties of an experimental zone, and which of the reported items speak to each.

The wording is the notice's (教基厅函〔2024〕3号), the English is ours. Which items speak to a duty is ours too:
counties report on their alliance, and nobody asks them about the duties of their zone.
"""

from dataclasses import dataclass

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
