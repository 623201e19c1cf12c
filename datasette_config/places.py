"""The provinces as tiles, each about where it lies; the invented ones of the sample web on a sheet of their own."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Place:
    """A region on the map: its short name as rows carry it, its English name, its abbreviation, column and row."""

    name: str
    en: str
    mark: str
    column: int
    row: int


CHINA: tuple[Place, ...] = (
    Place("黑龙江", "Heilongjiang", "黑", 6, 0), Place("内蒙古", "Inner Mongolia", "蒙", 4, 1),
    Place("吉林", "Jilin", "吉", 6, 1), Place("新疆", "Xinjiang", "新", 0, 2),
    Place("甘肃", "Gansu", "甘", 1, 2), Place("宁夏", "Ningxia", "宁", 2, 2),
    Place("山西", "Shanxi", "晋", 3, 2), Place("河北", "Hebei", "冀", 4, 2),
    Place("北京", "Beijing", "京", 5, 2), Place("辽宁", "Liaoning", "辽", 6, 2),
    Place("新疆兵团", "Xinjiang Corps", "兵", 0, 3), Place("青海", "Qinghai", "青", 1, 3),
    Place("陕西", "Shaanxi", "陕", 2, 3), Place("河南", "Henan", "豫", 3, 3),
    Place("山东", "Shandong", "鲁", 4, 3), Place("天津", "Tianjin", "津", 5, 3),
    Place("西藏", "Tibet", "藏", 0, 4), Place("四川", "Sichuan", "川", 1, 4),
    Place("重庆", "Chongqing", "渝", 2, 4), Place("湖北", "Hubei", "鄂", 3, 4),
    Place("安徽", "Anhui", "皖", 4, 4), Place("江苏", "Jiangsu", "苏", 5, 4),
    Place("上海", "Shanghai", "沪", 6, 4), Place("云南", "Yunnan", "滇", 1, 5),
    Place("贵州", "Guizhou", "黔", 2, 5), Place("湖南", "Hunan", "湘", 3, 5),
    Place("江西", "Jiangxi", "赣", 4, 5), Place("浙江", "Zhejiang", "浙", 5, 5),
    Place("广西", "Guangxi", "桂", 2, 6), Place("广东", "Guangdong", "粤", 3, 6),
    Place("福建", "Fujian", "闽", 4, 6), Place("台湾", "Taiwan", "台", 6, 6),
    Place("全国", "National", "国", 0, 7), Place("海南", "Hainan", "琼", 2, 7),
    Place("澳门", "Macao", "澳", 3, 7), Place("香港", "Hong Kong", "港", 4, 7),
)  # fmt: skip
SAMPLE: tuple[Place, ...] = (
    Place("西塬省", "Xiyuan", "塬", 0, 0), Place("北川省", "Beichuan", "北", 1, 0),
    Place("云岭省", "Yunling", "云", 0, 1), Place("沧江省", "Cangjiang", "沧", 1, 1),
    Place("海湾省", "Haiwan", "海", 2, 1),
)  # fmt: skip
ENGLISH: dict[str, str] = {place.name: place.en for place in (*CHINA, *SAMPLE)}
SHADES = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """A region as drawn: shade 0 for none, 1 to SHADES by its articles; `sites` may be many and articles none."""

    place: Place
    articles: int
    sites: int
    shade: int


def sheets(articles: dict[str, int], sites: dict[str, int]) -> list[tuple[str, list[Tile]]]:
    """The maps that hold something, each as (name, tiles); China's where the archive is empty."""
    known = {*articles, *sites}
    drawn = [(name, places) for name, places in (("china", CHINA), ("sample", SAMPLE)) if known & names(places)]
    most = max(articles.values(), default=0)
    drawn = drawn or [("china", CHINA)]
    return [(name, [tile(place, articles, sites, most) for place in places]) for name, places in drawn]


def names(places: tuple[Place, ...]) -> set[str]:
    return {place.name for place in places}


def tile(place: Place, articles: dict[str, int], sites: dict[str, int], most: int) -> Tile:
    count = articles.get(place.name, 0)
    return Tile(place, count, sites.get(place.name, 0), shade(count, most))


def shade(count: int, most: int) -> int:
    """1 to SHADES by the root of the share: a few great regions leave the small ones still apart."""
    return min(SHADES, 1 + int(SHADES * sqrt(count / most))) if count else 0
