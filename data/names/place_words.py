"""The words around the names of places: customary short names, peoples, divisions of the XPCC, functional areas."""

import re
from typing import Final

# Customary short names of prefectures that do not follow from their full names.
PREFECTURE_NICKNAMES: Final = {
    "巴州": "652800",
    "博州": "652700",
    "克州": "653000",
    "锡盟": "152500",
    "阿盟": "152900",
    "版纳": "532800",
    "版纳州": "532800",
    "伊犁州直": "654000",
    "伊犁州直属": "654000",
    "伊犁哈萨克自治州直属": "654000",
    "大兴安岭": "232700",
    "莱芜市": "370100",
    "莱芜": "370100",
}
# The same for counties; more than one reading is found through the register itself.
COUNTY_NICKNAMES: Final = {
    "科左中旗": "科尔沁左翼中旗",
    "科左后旗": "科尔沁左翼后旗",
    "科右前旗": "科尔沁右翼前旗",
    "科右中旗": "科尔沁右翼中旗",
    "察右前旗": "察哈尔右翼前旗",
    "察右中旗": "察哈尔右翼中旗",
    "察右后旗": "察哈尔右翼后旗",
    "东乌旗": "东乌珠穆沁旗",
    "西乌旗": "西乌珠穆沁旗",
    "达茂旗": "达尔罕茂明安联合旗",
    "阿荣": "阿荣旗",
    "莫旗": "莫力达瓦达斡尔族自治旗",
    "鄂温克旗": "鄂温克族自治旗",
    "前郭县": "前郭尔罗斯蒙古族自治县",
    "塔县": "塔什库尔干塔吉克自治县",
    "和丰县": "和布克赛尔蒙古自治县",
    "东乡县": "东乡族自治县",
    "杜蒙县": "杜尔伯特蒙古族自治县",
    "阜蒙县": "阜新蒙古族自治县",
    "喀左县": "喀喇沁左翼蒙古族自治县",
    "围场县": "围场满族蒙古族自治县",
    "沿河县": "沿河土家族自治县",
    "印江县": "印江土家族苗族自治县",
    "务川县": "务川仡佬族苗族自治县",
    "道真县": "道真仡佬族苗族自治县",
    "积石山县": "积石山保安族东乡族撒拉族自治县",
    "双江县": "双江拉祜族佤族布朗族傣族自治县",
    "镇沅县": "镇沅彝族哈尼族拉祜族自治县",
}
# Of these cities of the XPCC and the divisions (师) that run them; the others have no city.
DIVISIONS: Final = {
    1: "659002",
    2: "659006",
    3: "659003",
    4: "659008",
    5: "659007",
    6: "659004",
    7: "659010",
    8: "659001",
    9: "659012",
    10: "659005",
    13: "659011",
    14: "659009",
}
NUMERALS: Final = (
    "",
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
)

# The 55 peoples by which autonomous counties are named, and 各 (各族自治县); the longest first.
PEOPLES: Final = (
    "柯尔克孜|乌孜别克|维吾尔|哈萨克|达斡尔|塔吉克|俄罗斯|鄂温克|塔塔尔|鄂伦春|蒙古|布依|朝鲜|土家|哈尼|傈僳|高山|拉祜|东乡|纳西|景颇"
    "|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|德昂|保安|裕固|独龙|赫哲|门巴|珞巴|基诺|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土"
    "|羌|怒|京|各"
)
# 恭城瑶族自治县 is 恭城, 木垒哈萨克自治县 is 木垒.
AUTONOMOUS: Final = re.compile(
    rf"(?P<place>.{{2,}}?)(?:(?:(?:{PEOPLES})族)+|蒙古|哈萨克|锡伯|塔吉克|各族)自治(?P<kind>[县旗])"
)
PLAIN_AUTONOMOUS: Final = re.compile(r"(?P<place>.{2,}?)族?自治(?P<kind>[县旗])")
KIND_SUFFIX: Final = re.compile(r"(?P<place>.{2,})(?:林区|特区|区|县|市|旗)")

# What follows a county's name where the office is named instead of the county.
OFFICE: Final = re.compile(
    "(?:人民政府|政府|委员会|县委|市委|区委)?(?:教育[和]?体育|教育科学?技术?[和]?体?育?|教科[文体]*|教体|教育)?(?:局|委)$|人民政府$|政府$"
)
DIRECTLY: Final = re.compile(
    "(?:省|自治区|自治州|区|省级)?直(?:辖|管|属)(?:县级)?(?:行政(?:单位|区划)|县级?市?|市)?|[-—–_/·•>→,、.|:;]+"
)
# Entries of a prefecture column that name no prefecture.
NO_PREFECTURE: Final = re.compile(
    "|省级|(?:省|自治区|省级|区)?直[辖管属].*|市辖区|县|市|省直|县级市|自治区直辖县级行政区划|省直辖县级行政区划|兵团|新疆生产建设兵团"
)
FUNCTIONAL: Final = re.compile(
    "(?:开发区|经开区|高新区|技术产业.*区|新区|保税港?区|综保区|自贸区|自由贸易.*区|产业园区?|工业园区?|科技园区?|园区|管理区|管委会"
    "|示范区|度假区|旅游区|风景区|名胜区|功能区|合作区|试验区|实验区|经济区|工业区|新城|科学城|生态城|空港.*区|集聚区|先行区|特别?合作区"
    "|管理委员会)$"
)
# A city's or prefecture's own schools, which belong to no county.
OWN_LEVEL: Final = re.compile("(?:本级|市直|州直|盟直|省直|市属|省属|直属|市辖区)$")
OUT_OF_SCOPE: Final = re.compile("^(?:台湾|香港|澳门)|香港特别行政区|澳门特别行政区|台湾省")
