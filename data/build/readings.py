"""Readings of place names that a general pinyin table gets wrong.

The first part found in a name decides, so words stand before the single characters that they contain.
Checked by listing every name of the register with a character of several readings.
"""

READINGS: dict[str, str] = {
    # words whose reading is an exception
    "长子县": "zhang zi xian", "乐亭": "lao ting", "乐陵": "lao ling", "乐清": "yue qing",
    "六安": "lu an", "六合": "lu he", "万柏林": "wan bai lin", "东阿": "dong e", "中牟": "zhong mu",
    "牟平": "mu ping",
    "大埔": "da bu", "马尾": "ma wei", "召陵": "shao ling", "荥经": "ying jing", "洪洞": "hong tong",
    "繁峙": "fan shi",
    "泊头": "bo tou", "珲春": "hun chun", "涡阳": "guo yang", "单县": "shan xian", "浚县": "xun xian",
    "漯河": "luo he", "曾都": "zeng du", "龙圩": "long xu", "覃塘": "qin tang", "筠连": "jun lian",
    "崆峒": "kong tong", "称多": "chen duo", "伽师": "jia shi", "红寺堡": "hong si bu", "吴堡": "wu bu",
    "佛冈": "fo gang", "佛坪": "fo ping", "浪卡子": "lang ka zi", "陕西": "shan xi", "重庆": "chong qing",
    "西藏": "xi zang",
    "大城县": "dai cheng xian", "宕昌": "tan chang", "穆棱": "mu ling", "蚌": "beng",
    # characters that have one reading in the names of counties
    "长": "chang", "乐": "le", "都": "du", "勒": "le", "什": "shi", "朝": "chao", "沙": "sha",
}  # fmt: skip
