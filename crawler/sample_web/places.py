"""The invented provinces, their cities, counties, towns, and the names of the people who live there."""
# ruff: noqa: E501 - full-width names count double here

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Province:
    """One invented province: its code in `archive.regions`, its names, its cities with their counties."""

    code: str
    name: str
    short: str
    cities: tuple[tuple[str, tuple[str, ...]], ...]


def words(text: str) -> tuple[str, ...]:
    """The words of a line."""
    return tuple(text.split())


def cities(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Cities and their counties, of lines such as "岚溪市: 白崖区 松鹤县"."""
    parted = (line.partition(":") for line in text.strip().split("\n"))
    return tuple((name.strip(), words(counties)) for name, _, counties in parted)


PROVINCES: tuple[Province, ...] = (
    Province(
        "990100",
        "云岭省",
        "云岭",
        cities("""岚溪市: 白崖区 松鹤县 丹棘县 望溪区
            箬江市: 南泽区 竹垭县 石笋县 茶坞县
            翠岩市: 鹿鸣区 雾坪县 杉岭县
            禾木溪市: 梯田区 百草县 银匠县"""),
    ),
    Province(
        "990200",
        "沧江省",
        "沧江",
        cities("""澄湖市: 东埠区 柳堤县 菱塘县 卧牛区
            汀泽市: 渡头区 芦荡县 渔梁县
            沙渚市: 江门口区 桑园县 石矶县 橘洲区
            两河口市: 纤夫区 水磨县 长滩县"""),
    ),
    Province(
        "990300",
        "北川省",
        "北川",
        cities("""霜城市: 铁西口区 白桦县 冰河县
            雁坪市: 榆林铺区 高粱县 马架子县
            朔宁市: 鼓楼坡区 黑松县 雪谷县 铁岭堡区
            松漠市: 草甸区 鹿场县 苇塘县"""),
    ),
    Province(
        "990400",
        "海湾省",
        "海湾",
        cities("""鲸港市: 灯塔区 盐滩县 牡蛎县 帆樯区
            屿城市: 月亮岛区 渔歌县 红树县
            帆州市: 船厂区 贝丘县 礁石县
            珠蚌市: 潮音区 木麻黄县 椰影县"""),
    ),
    Province(
        "990500",
        "西塬省",
        "西塬",
        cities("""麦川市: 窑洞区 杏花塬县 沟岔县 鼓坪区
            陇沙市: 绿洲区 胡杨堡县 盐碱县
            驼铃市: 驿站区 红柳县 月泉县
            黄崖市: 皮影区 枣林县 石窟县"""),
    ),
)

TOWNS = words("""
    河湾 石桥 柳林 青杠 大槐 三岔 五里 马家铺 鹤塘 土城 双井 枫树 金鸡 老爷岭 红旗 新庄 沙河 梨花 松坪 水口 龙潭 磨盘 桃坞
    云峰 上窑 下渡 石门坎 黄泥 杨柳青 七星 芦花 东关 西园 北塘 南门 朝阳 虹桥 长亭 滨江 光明 站前 紫荆 和顺 永丰 福安 清水
    白鹭 竹溪 荷塘 山口 铜锣 燕子 甘泉 雷家 王官 杜村 小营 沟帮 泥河 盘龙 官渡 玉带 望山 花桥 塔山""")
VILLAGES = words("""
    李家洼 前楼 后湾 大坪 罗家 牛角 瓦窑 上河 老井 榆树 沙坡 石碾 核桃 秦渡 云水 雷公 月牙 高台 鱼塘 麻柳 松毛 团山 北梁
    樟树 龙泉寺 木桥 庙坡 古渡 方家垄 谢岗 水竹 东坝 十里 白果 黄梅 兰草""")
ESTATES = words("""
    锦绣家园 阳光里 翰林苑 滨河花园 幸福里 和平小区 金桂园 东方名居 梧桐里 书香苑 天和家园 碧水湾 五星公寓 丽景园
    棉纺厂宿舍 凤栖里 山语城 橡树湾 春晓苑 南湖新村 机床厂家属院 惠民家园 紫薇里 听涛苑 安居苑""")
ROADS = words("""
    解放路 人民东路 滨河大道 文化街 建设路 新华路 环城北路 长宁街 民主路 迎宾大道 中山街 学府路 光华路 工农路 和平街
    团结路 丰收路 凤凰大道 青年路 双拥路 纺织路 园丁街 江堤路 梅园路 站前街 莲花路 科技大道 柳荫街 石榴巷 老城根街""")
SURNAMES = (
    "李王张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = words("""
    建国 志强 海峰 晓东 文博 立军 永胜 春华 秀兰 桂英 玉珍 雪梅 丽娟 晨曦 思远 浩然 子轩 雨桐 佳慧 欣怡 明辉 振华 国栋 卫东
    红梅 少华 长青 云飞 向阳 大勇 守义 世杰 启航 知行 景山 若楠 静怡 凤霞 铁柱 满仓 喜来 有田 学文 继红 小满 冬至 清平
    宏伟 广志 成林 万里 平安 守信 凯 磊 勇 敏 静 涛 超 洋 鹏 婷 倩 帆 昊 宁 琳 欢 洁 岩 锋 毅 琦 瑶 峻 昭 哲 彬 楠 刚 斌 佩 莹
    晓雯 亦凡 志远 新月 德明 玉林 金花 瑞雪 忠民 兆丰 佳音 书琴 望舒 远征 天佑 小禾 一诺 沐阳 立新 春生 秋实""")


def person(rng: random.Random) -> str:
    """A full name."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def somebody(rng: random.Random) -> str:
    """A name as notices print it: 张某, 李某某."""
    return rng.choice(SURNAMES) + rng.choice(("某", "某某", "某"))


def province(code: str) -> Province:
    """The province with this code. Raises KeyError when there is none."""
    return _BY_CODE[code]


_BY_CODE = {one.code: one for one in PROVINCES}
