"""Province-level regions: GB/T 2260 codes and the short names that rows and facets carry."""

from __future__ import annotations

NATIONAL = "000000"

SHORT_NAMES: dict[str, str] = {
    "000000": "全国",
    "110000": "北京",
    "120000": "天津",
    "130000": "河北",
    "140000": "山西",
    "150000": "内蒙古",
    "210000": "辽宁",
    "220000": "吉林",
    "230000": "黑龙江",
    "310000": "上海",
    "320000": "江苏",
    "330000": "浙江",
    "340000": "安徽",
    "350000": "福建",
    "360000": "江西",
    "370000": "山东",
    "410000": "河南",
    "420000": "湖北",
    "430000": "湖南",
    "440000": "广东",
    "450000": "广西",
    "460000": "海南",
    "500000": "重庆",
    "510000": "四川",
    "520000": "贵州",
    "530000": "云南",
    "540000": "西藏",
    "610000": "陕西",
    "620000": "甘肃",
    "630000": "青海",
    "640000": "宁夏",
    "650000": "新疆",
    "660000": "新疆兵团",  # GB/T 2260 has no code for the 兵团; 66, behind its 65, is ours
    "710000": "台湾",
    "810000": "香港",
    "820000": "澳门",
    # the provinces of the sample web: invented, under a prefix GB/T 2260 does not use
    "990100": "云岭省",
    "990200": "沧江省",
    "990300": "北川省",
    "990400": "海湾省",
    "990500": "西塬省",
}


def region_name(code: str) -> str:
    """The short name for a six-digit code; a city or county code gives its province. "" for a code of nowhere."""
    if len(code) != 6 or not code.isdecimal():
        return ""
    step = code[:4] + "00" if code.startswith("99") else code[:2] + "0000"
    return SHORT_NAMES.get(code) or SHORT_NAMES.get(step, "")
