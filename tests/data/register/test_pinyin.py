"""Names are read as the people of the place read them."""

import pytest

from data.register.register import load_syllables, unread_names

READ = {
    "重庆市": "chong qing shi", "六安市": "lu an shi", "六合区": "lu he qu", "六枝特区": "liu zhi te qu",
    "六盘水市": "liu pan shui shi", "乐清市": "yue qing shi", "乐亭县": "lao ting xian", "乐陵市": "lao ling shi",
    "乐山市": "le shan shi", "乐安县": "le an xian", "长子县": "zhang zi xian", "子长市": "zi chang shi",
    "长春市": "chang chun shi", "蚌埠市": "beng bu shi", "蚌山区": "beng shan qu", "洪洞县": "hong tong xian",
    "洞头区": "dong tou qu", "洞口县": "dong kou xian", "大城县": "dai cheng xian", "大埔县": "da bu xian",
    "黄埔区": "huang pu qu", "东阿县": "dong e xian", "阿克苏市": "a ke su shi", "中牟县": "zhong mu xian",
    "牟定县": "mou ding xian", "番禺区": "pan yu qu", "吐鲁番市": "tu lu fan shi", "尉犁县": "yu li xian",
    "尉氏县": "wei shi xian", "蔚县": "yu xian", "荥阳市": "xing yang shi", "荥经县": "ying jing xian",
    "铅山县": "yan shan xian", "厦门市": "xia men shi", "单县": "shan xian", "莘县": "shen xian",
    "歙县": "she xian", "黟县": "yi xian", "浚县": "xun xian", "涡阳县": "guo yang xian", "泌阳县": "bi yang xian",
    "渑池县": "mian chi xian", "枞阳县": "zong yang xian", "亳州市": "bo zhou shi", "濮阳市": "pu yang shi",
    "漯河市": "luo he shi", "召陵区": "shao ling qu", "南召县": "nan zhao xian", "珲春市": "hun chun shi",
    "穆棱市": "mu ling shi", "绥棱县": "sui leng xian", "朝阳区": "chao yang qu", "繁峙县": "fan shi xian",
    "犍为县": "qian wei xian", "筠连县": "jun lian xian", "郫都区": "pi du qu", "都江堰市": "du jiang yan shi",
    "曾都区": "zeng du qu", "称多县": "chen duo xian", "宕昌县": "tan chang xian", "吴堡县": "wu bu xian",
    "柞水县": "zha shui xian", "尖扎县": "jian zha xian", "勐腊县": "meng la xian", "台州市": "tai zhou shi",
    "丽水市": "li shui shi", "嵊州市": "sheng zhou shi", "鄞州区": "yin zhou qu", "盱眙县": "xu yi xian",
    "睢宁县": "sui ning xian", "邗江区": "han jiang qu", "东莞市": "dong guan shi", "儋州市": "dan zhou shi",
    "百色市": "bai se shi", "莎车县": "sha che xian", "若羌县": "ruo qiang xian", "喀什市": "ka shi shi",
    "任丘市": "ren qiu shi", "井陉县": "jing xing xian", "鄠邑区": "hu yi qu", "绿园区": "lv yuan qu",
    "句容市": "ju rong shi", "射洪市": "she hong shi",
}  # fmt: skip


@pytest.mark.parametrize(("name", "reading"), READ.items())
def test_names_of_places_are_read_as_such(name: str, reading: str):
    assert " ".join(load_syllables()[name]) == reading


def test_every_name_has_its_syllables():
    assert unread_names() == []
