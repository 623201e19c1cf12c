"""An archive of invented news, filed through the real store, and Datasette as `jingwen serve` runs it."""

import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import uvicorn
import yaml
from datasette.app import Datasette

from archive.capture.digest import payload_digest
from archive.capture.writer import WarcWriter
from archive.records import Article, Attachment, Capture, Image, Issue, Person, Site
from archive.store.archive import Archive
from archive.store.captures import NewCapture
from archive.store.pictures import KIND, picture_key
from archive.store.runs import RunCounts
from crawler.sample_web.drawings import gradient as drawn
from tests.datasette_config.browsing import address, browser, reader, watched

__all__ = ("address", "browser", "reader", "watched")

ROOM = Path(__file__).parents[2] / "datasette_config"
OWN = "document.title='owned'"
EVIL = f'<script>{OWN}</script><img src=x onerror="{OWN}"><svg onload=alert(1)>\'"{{{{7*7}}}}'

SITES = (
    Site("yunling_gat", "云岭省公安厅", "990100", "province", "police", "云岭省公安厅", "hanweb", "http://gat.yunling.test/"),
    Site("cangjiang_daily", "沧江日报", "990200", "province", "paper", "沧江日报", "founder", "http://paper.cangjiang.test/"),
    Site("haiwan_zfw", "海湾政法网", "990400", "province", "politics", "海湾省委政法委", "trs", "http://zf.haiwan.test/"),
)  # fmt: skip
HOSTILE = Site(
    "evil<b>", f"站{EVIL}", "990100", f"级{EVIL}", f"类{EVIL}", EVIL, EVIL, "javascript:alert(3)",
    cadence=f"频{EVIL}",
)  # fmt: skip
TOWNS = ("柳溪", "青石", "望江", "白塔", "南屏", "双桥", "枫林", "石门", "清河", "月湖")
WHO = ("民警陈立新", "社区民警周晓雯", "辅警何大勇", "副所长林国栋", "教导员宋雅琴")
ACTS = (
    "在巡逻时发现一名老人独自站在路边，上前询问后得知其与家人走散",
    "接到群众报警，称邻居家中传出浓烟，立即赶往现场并疏散楼内居民",
    "走进社区开展防范电信网络诈骗宣传，向居民讲解刷单返利和冒充客服的常见手法",
    "通过调取沿线监控，锁定了涉嫌盗窃电动自行车的嫌疑人",
    "联合市场监管部门检查沿街商铺的消防通道，当场责令三家商铺整改",
    "在高速公路服务区劝返了一辆严重超员的面包车",
)
ENDS = (
    "目前，案件正在进一步办理中。",
    "老人的家属随后赶到，对民警连声道谢。",
    "辖区警情同比下降了一成多。",
    "下一步，当地公安机关将继续加大工作力度。",
)
TRAFFIC = (
    "为保障跨年夜群众出行安全，云岭省望江市公安局决定对滨江大道部分路段实行临时交通管制，"
    "管制时间为十二月三十一日晚七时起。"
)
OPEN_DAY = (
    "柳溪分局上周六打开大门，一百二十名小学生登上警用摩托，学着给警犬下口令，在模拟法庭里当了一回证人。"
    "下午的重头戏是指纹课，孩子们把碳粉刷在玻璃杯上，轮流找出是谁偷喝了老师的茶，猜对的人得到一枚小小的警号。"
)
EARLIER = "渡轮码头停航两小时。"
LATER = "请广大驾驶人提前规划路线，服从现场民警指挥。因故需要调整的，另行通告。"
RIVER = "月湖水上大队的巡逻艇换了新马达，三个人绕湖一周检查码头的救生圈，顺手捞起两只漂了半个月的木桶。"
NETWORK = ("2024年9月20日，望江市公安局启用5G网巡防平台，覆盖机场和车站。", "平台上线后，接处警时间缩短到4.5分钟。")
HANT = "雲嶺警方近日偵破一宗特大電信網絡詐騙案，公安機關抓獲犯罪嫌疑人十二名，繳獲手機三十餘部。"
HANS = "云岭警方近日侦破一宗特大电信网络诈骗案，公安机关抓获犯罪嫌疑人十二名，缴获手机三十余部。"
MARRIAGE = (
    "望江市公安局反诈中心今日通报，该局成功打掉一个以介绍涉外婚姻为名实施诈骗的团伙，抓获成员九人，追回赃款百余万元。",
    "警方提示，凡是要求先交保证金、诚意金的婚介服务，市民都应当提高警惕，及时拨打反诈专线核实。",
)
PICTURES = (
    Image("http://gat.yunling.test/p/1.jpg", "民警在指挥室查看平台。"),
    Image("http://gat.yunling.test/p/2.jpg"),
    Image("http://gat.yunling.test/p/gone.jpg", "机场的天线。"),
)


@dataclass(frozen=True)
class ReadingRoom:
    """The archive's folder and the ids of the articles tests ask for."""

    folder: Path
    evil: int
    versioned: int
    copied: int
    traditional: int
    network: int

    hostile: int
    picture: int

    @property
    def database(self) -> Path:
        return self.folder / "jingwen.db"


def invented(number: int, chance: random.Random) -> Article:
    """One piece of news; the same number gives the same news."""
    town, who = chance.choice(TOWNS), chance.choice(WHO)
    site = SITES[number % 3]
    paragraphs = []
    for act in chance.sample(ACTS, 3):
        when = f"{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日{chance.randrange(0, 24)}时许"
        where = f"{chance.choice(TOWNS)}街道{chance.randrange(1, 400)}号"
        paragraphs.append(f"{when}，{town}派出所{who}在{where}{act}。")
    day = f"{2022 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}"
    return Article(
        url=f"{site.home}news/{number}.html",
        site=site.name,
        headline=f"{town}派出所：{who[-3:]}和他的第{number}个工作日",
        kicker="平安建设在基层" if number % 4 == 0 else "",
        byline="本报记者 秦海川 通讯员 韩雪",
        people=(Person("秦海川", "reporter"), Person("韩雪", "correspondent"), Person("杨昭", "editor")),
        source=site.publisher,
        section="警务动态",
        published=day + ("T09:30" if number % 2 else ""),
        precision="minute" if number % 2 else "day",
        view_count=number * 7 if number % 5 else None,
        paragraphs=(*paragraphs, f"{who}说，守护{town}的平安是他们的职责。{chance.choice(ENDS)}"),
        script="hans",
    )


def official(page: str, headline: str, *paragraphs: str, **more: Any) -> Article:
    """A page of the invented police department."""
    return Article(
        url=f"http://gat.yunling.test/{page}.html",
        site="yunling_gat",
        headline=headline,
        source="云岭省公安厅",
        published="2024-09-20",
        precision="day",
        paragraphs=paragraphs,
        script=more.pop("script", "hans"),
        **more,
    )


def evil() -> Article:
    """An article with markup in every field that can hold text."""
    return Article(
        url="javascript:alert(1)//evil",
        site="yunling_gat",
        headline=f"恶意标题{EVIL}",
        kicker=f"引{EVIL}",
        subheadline=f"副{EVIL}",
        byline=f"署{EVIL}",
        people=(Person(f"人{EVIL}", "reporter"),),
        dateline=EVIL,
        source=f"=cmd|{EVIL}",
        section=f"+{EVIL}",
        page=EVIL,
        published="2024-10-01",
        precision="day",
        paragraphs=(f"正文里有恶意代码{EVIL}。", "第二段\x02伪造标记\x03。", RIVER),
        captions=(EVIL,),
        images=(Image("javascript:alert(2)", EVIL),),
        attachments=(Attachment("data:text/html,x", EVIL),),
        flags=("low_confidence_body", EVIL),
        script="hans",
    )


def special() -> dict[str, Article]:
    """The articles with something particular about them."""
    return {
        "evil": evil(),
        "versioned": official("v", "关于跨年夜交通管制的通告", TRAFFIC, EARLIER),
        "network": official("5g", "5G网络护航智慧警务", *NETWORK, images=PICTURES),
        "traditional": official("t", "警方偵破電信詐騙案", HANT, paragraphs_hans=(HANS,), script="hant"),
        "copied": official("c", "望江警方通报一起涉外婚介诈骗案", *MARRIAGE),
    }


class Filing:
    """Captures and files articles as a crawl does."""

    def __init__(self, archive: Archive, writer: WarcWriter) -> None:
        self.archive, self.writer, self.run = archive, writer, 0

    def file(self, article: Article, moment: str = "2024-12-30T08:00:00Z") -> int:
        """Capture a page made of the article, file it; the id it was filed under."""
        page = f"<title>{article.headline}</title><p>{article.text}</p>{EVIL}".encode()
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        url = article.url if article.url.startswith("http") else "http://gat.yunling.test/evil.html"
        capture = Capture(article.site, url, moment, 200, headers, page, payload_digest(page))
        place = self.writer.write(capture)
        new = NewCapture(
            self.run, article.site, url, "article", moment, 200, "text/html", capture.digest, len(page), place
        )
        return self.archive.add(article, [self.archive.record_capture(new)]).article_id

    def keep_picture(self, page: str, url: str, payload: bytes) -> int:
        """Capture a picture that a filed page names; its capture."""
        headers = (("Content-Type", "image/png"),)
        capture = Capture("yunling_gat", url, "2024-12-30T08:00:01Z", 200, headers, payload, payload_digest(payload))
        self.archive.pictures.offer(capture.site, [url], found_on=page)
        new = NewCapture(
            self.run, capture.site, url, KIND, capture.captured_at, 200, "image/png", capture.digest, len(payload),
            self.writer.write(capture), key=picture_key(url),
        )  # fmt: skip
        number = self.archive.record_capture(new)
        assert self.archive.pictures.keep(number)
        return number


def gradient(url: str) -> bytes:
    """A picture drawn by code, another for each address."""
    return drawn(sha256(url.encode()).digest())


def fill(folder: Path, count: int) -> ReadingRoom:
    """File the invented news in a new archive."""
    chance = random.Random(20240920)
    with Archive.open(folder) as archive, WarcWriter(archive.warc_folder) as writer:
        for site in SITES:
            archive.record_site(site)
        filing = Filing(archive, writer)
        filing.run = archive.start_run("yunling_gat")
        for number in range(count):
            filing.file(invented(number, chance))
        named = {name: filing.file(article) for name, article in special().items()}
        first, copied = special()["versioned"], special()["copied"]
        later = replace(first, paragraphs=(TRAFFIC, LATER), headline="关于跨年夜交通管制的通告（更新）")
        filing.file(later, "2024-12-31T08:00:00Z")
        filing.file(
            replace(copied, url="http://zf.haiwan.test/c.html", site="haiwan_zfw", published="2024-09-21"),
        )
        hostile = file_hostile(archive, filing)
        seen = [filing.keep_picture(special()["network"].url, one.url, gradient(one.url)) for one in PICTURES[:2]]
        archive.end_run(filing.run, "ok", RunCounts(requests=97, articles_new=95, articles_copy=2, articles_version=2))
        archive.commit()
    return ReadingRoom(folder=folder, hostile=hostile, picture=seen[0], **named)


def file_hostile(archive: Archive, filing: Filing) -> int:
    """A site, an issue, a copy and a version with markup in every field; the article they hang on."""
    archive.record_site(HOSTILE)
    run = archive.start_run(HOSTILE.name)
    archive.report(run, Issue(HOSTILE.name, "javascript:alert(4)", f"错{EVIL}", f"细{EVIL}"))
    base = replace(
        evil(), url="http://gat.yunling.test/h.html", headline=f"旧{EVIL}", paragraphs=(OPEN_DAY, f"甲{EVIL}")
    )
    number = filing.file(base, "2024-12-30T09:00:00Z")
    filing.file(replace(base, headline=f"新{EVIL}", paragraphs=(OPEN_DAY, f"乙{EVIL}")), "2024-12-31T09:00:00Z")
    copied = special()["copied"]
    filing.file(replace(copied, url="javascript:alert(5)//copy", site=HOSTILE.name, headline=EVIL, source=EVIL))
    return number


@pytest.fixture(scope="session")
def reading_room(tmp_path_factory: pytest.TempPathFactory) -> ReadingRoom:
    """An archive of some ninety articles, closed."""
    return fill(tmp_path_factory.mktemp("room"), 90)


def served(database: Path) -> Datasette:
    """Datasette with everything `jingwen serve` gives it."""
    return Datasette(
        [str(database)],
        metadata=yaml.safe_load((ROOM / "metadata.yaml").read_text(encoding="utf-8")),
        template_dir=str(ROOM / "templates"),
        plugins_dir=str(ROOM / "plugins"),
        static_mounts=[("static", str(ROOM / "static"))],
        settings=json.loads((ROOM / "settings.json").read_text(encoding="utf-8")),
    )


@pytest.fixture(scope="session")
def datasette(reading_room: ReadingRoom) -> Iterator[Datasette]:
    """The reading room, asked in process through `datasette.client`."""
    room = served(reading_room.database)
    yield room
    if room.executor is not None:
        room.executor.shutdown()


@pytest.fixture(scope="session")
def serve() -> Any:
    """The function that makes Datasette over a database file."""
    return served


@contextmanager
def on_loopback(database: Path) -> Iterator[str]:
    """The reading room served on a free port of loopback; its address."""
    server = uvicorn.Server(uvicorn.Config(served(database).app(), port=0, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def listening() -> Any:
    """The context manager that serves a database file on loopback."""
    return on_loopback
