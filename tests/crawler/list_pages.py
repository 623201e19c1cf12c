"""Invented list pages in the shapes of real systems and portals, each with the addresses of its articles.

A row is a template of `{n}` (a number), `{h}` (a
headline), `{y}`, `{m}`, `{d}` (its day), `{hex}` and `{id}` (what systems call articles; one `{id}` in seven has no digit).
"""

# ruff: noqa: E501  markup broken into lines is harder to read than a long line
from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from scrapy.http import HtmlResponse

from archive.records import ArticleLink, Window
from crawler.catalogue import site_classes
from crawler.sample_web.clock import LAST_DAY
from crawler.sample_web.publications.base import Asked
from crawler.sample_web.world import World
from crawler.site import ListPage

PLACES = ["望江", "青石", "白塔", "清河", "石门", "双桥", "月湖", "枫林", "柳溪", "南屏", "云岭", "海湾"]
DEEDS = (
    "警方破获一起跨省电信诈骗案", "民警雪夜带路送课桌", "开展夜间巡逻清查", "寻回走失老人", "警情通报", "交警护航开学季：校门口多了一抹“荧光绿”",
    "召开禁毒工作会", "派出所化解邻里纠纷", "悬赏通告", "公安局集中返还涉案财物 群众送来锦旗", "边境派出所救助被困牧民", "政法委部署岁末平安建设工作",
)  # fmt: skip
NAVIGATION = (
    "<div class='nav'><ul><li><a href='/'>网站首页</a></li><li><a href='/jwdt/'>警务动态</a></li><li><a href='/zwgk/index.html'>政务公开</a></li>"
    "<li><a href='/hdjl/'>互动交流</a></li><li><a href='/ztzl/2025zt/'>2025年专项整治行动专题</a></li></ul></div>"
    "<div class='weizhi'>当前位置：<a href='/'>首页</a> &gt; <a href='/jwdt/'>警务动态</a></div>今天是2025年11月28日"
)
FOOT = (
    "<div class='yqlj'><a href='http://www.haiwan.test/'>海湾省人民政府门户网站</a><a href='http://gat.haiwan.test/col/1.html'>海湾省公安厅网站导航页</a></div>"
    "<div class='footer'><a href='/wzdt/'>网站地图</a><a href='/gywm/about2.html'>关于我们</a><a href='http://beian.test/s?recordcode=9901020200'>朔公网安备 99010202000005号</a></div>"
)


@dataclass(frozen=True)
class ListCase:
    """A list page and the addresses of its articles."""

    name: str
    url: str
    text: str
    articles: frozenset[str]


def measured(cases: Iterable[ListCase], find: Callable[[str, str], Iterable[ArticleLink]]) -> tuple[float, float]:
    """Precision and recall over all links of some pages."""
    found = wanted = both = 0
    for case in cases:
        given = {link.url for link in find(case.text, case.url)}
        found, wanted, both = found + len(given), wanted + len(case.articles), both + len(given & case.articles)
    return both / found if found else 1.0, both / wanted if wanted else 1.0


def sample_lists(most: int = 6) -> Iterator[ListCase]:
    """The first pages of lists of each publication of the sample web, and the articles its own family reads there."""
    world = World()
    for name, site in sorted(site_classes(sample=True).items()):
        spider = site()
        window = Window("2025-10-01", LAST_DAY) if spider.entrance else Window()
        waiting, given = [request.url for request in spider.list_requests(window)], 0
        while waiting and given < most:
            url = waiting.pop(0)
            response = answered(world, url)
            listed = spider.read_list(response) if response is not None else ListPage()
            waiting += [*listed.lists, *filter(None, [listed.older])]
            if listed.links and response is not None and is_html(response.text):
                given += 1
                yield ListCase(name, url, response.text, frozenset(link.url for link in listed.links))


def is_html(text: str) -> bool:
    """Whether a list is a page: no feed, no sitemap, no JSON."""
    return text.lstrip()[:1] == "<" and not text.lstrip().startswith("<?xml")


def answered(world: World, url: str) -> HtmlResponse | None:
    """The page of the sample web at an address; None where there is none."""
    parts = urlsplit(url)
    house = world.by_host[parts.hostname or ""]
    page = house.answer(Asked(parts.path, parts.query), LAST_DAY)
    return HtmlResponse(url, body=page.body, encoding=house.charset) if page and page.status == 200 else None


def rows(row: str, count: int, first: int = 0) -> str:
    """So many rows: other headlines, numbers and days each, newest first."""
    filled = []
    for at in range(first, first + count):
        number, name = 861204 - 7 * at, hashlib.md5(str(at).encode()).hexdigest()
        letters = "".join(chr((97 if one % 2 else 65) + int(name[one : one + 2], 16) % 26) for one in range(0, 18, 2))
        filled.append(
            row.format(
                n=number, h=PLACES[at % 12] + DEEDS[(at * 5 + at // 12) % 12], y=2025, m=f"{11 - at // 28 % 10:02d}", d=f"{28 - at % 28:02d}",
                hex=name, id="c" + (letters if at % 7 == 3 else f"{letters[:4]}{at % 10}{letters[4:]}"), short=DEEDS[4 if at % 2 else 8],
            )
        )  # fmt: skip
    return "".join(filled)


def blocks(names: str, head: str, row: str, count: int) -> str:
    """Blocks of a home page: a head that leads to the column, and its rows."""
    return "".join(
        f"<div class='block'>{head.format(name=name, at=at + 3)}<ul>{rows(row, count, at * count)}</ul></div>"
        for at, name in enumerate(names.split())
    )


TRS = "<li><a href='./{y}{m}/t{y}{m}{d}_{n}.html' title='{h}'>{h:.9}…</a><span>{m}-{d}</span></li>"
PAGES = {
    "trs column, days without a year": ("http://gaj.wangjiang.test/jwdt/", "<ul class='list'>" + rows(TRS, 20) + "</ul><script>createPageHTML(20,0,'index','html')</script>"),
    "trs home page": ("http://gaj.wangjiang.test/", "<div class='banner'><a href='/ztzl/sfxf/'><img src='b.jpg' alt='扫黑除恶常态化专题'></a></div>"
        + blocks("警务动态 通知公告 警情通报 平安建设 队伍建设", "<h2><a href='/c{at}/'>{name}</a><a class='more' href='/c{at}/'>更多&gt;&gt;</a></h2>", "<li><a href='/jwdt/{y}{m}/t{y}{m}{d}_{n}.html'>{h}</a></li>", 7)
        + "<div class='fw'><a href='/bsfw/hzyw/index_33.html'>户政业务网上办理入口</a><a href='/bsfw/crj/index_34.html'>出入境业务预约受理入口</a><a href='/bsfw/cg/index_35.html'>车管业务网上预约办理</a></div>"),
    "records in a script": ("http://gat.yunling.test/col/col63/index.html", "<div id='63'><script type='text/xml'><datastore><recordset>"
        + rows("<record><![CDATA[<li><a href='/art/{y}/{m}/{d}/art_63_{n}.html' title='{h}'>{h}</a><b>{y}-{m}-{d}</b></li>]]></record>", 15) + "</recordset></datastore></script></div>"),
    "list in document.write": ("http://szb.yunling.test/2025/11/28/", "<script>document.write('<ul>" + rows("<li><a href=\\\"16479_{y}_{m}_{d}/t_{n}.html\\\">{h}</a></li>", 9) + "</ul>');</script>"),
    "content.html in numbered folders": ("http://www.gongan.test/n2254098/n4904352/index.html", "<div class='left'><a href='/n2254098/n4904351/index.html'>部署要闻与工作动态</a></div><dl>"
        + rows("<dd><a href='../../n2254098/n4904352/c{n}/content.html'>{h}</a><span>( {y}-{m}-{d} )</span></dd>", 18) + "</dl>"),
    "hexadecimal names": ("http://gat.nanping.test/gat/c108/list.shtml", "<ul>" + rows("<li><i>{y}-{m}-{d}</i><a href='/gat/c108/{y}{m}/{hex}.shtml'>{h}</a></li>", 15) + "</ul><a href='list_2.shtml'>下一页</a>"),
    "thumbnail, summary and 详细 in a row": ("http://gat.baita.test/jwzx/", "<div class='l'>"
        + rows("<div class='item'><a href='/jwzx/content/post_{n}.html'><img src='t.jpg'></a><h3><a href='/jwzx/content/post_{n}.html'>{h}</a></h3><p>连日来，当地公安机关结合实际，精心组织、周密部署，全力维护社会治安大局稳定。<a href='/jwzx/content/post_{n}.html'>[详细]</a></p><span>{y}年{m}月{d}日</span></div>", 10)
        + "</div><div class='right'><h4>专题</h4><a href='/zt/2024fz/'>全民反诈在行动专题报道</a></div>"),
    "e-paper, page map and titles": ("http://szb.daily.test/html/2025-11/28/node_2.htm", "<map>" + rows("<area href='content_33907_{n}.htm'>", 6) + "</map><a href='node_3.htm'>下一版</a><ul>"
        + rows("<li><a href=content_33907_{n}.htm><div>{h}</div></a></li>", 6) + "</ul>" + "".join(f"<a id='pageLink' href='node_{n + 1}.htm'>第{n:02d}版：综合新闻·法治</a>" for n in range(1, 9))),
    "e-paper in tables": ("http://epaper.fazhi.test/fzrb/content/20251128/Page01TB.htm", "<table>" + rows("<tr><td><a class='atitle' href='Articel{n}GN.htm'>{h}</a></td></tr>", 8) + "</table><table>"
        + "".join(f"<tr><td><a href='Page{n:02d}TB.htm'>第{n:02d}版:要闻</a> <a href='../../attachement/pdf/Page{n:02d}.pdf'>PDF</a></td></tr>" for n in range(1, 9)) + "</table><a href='../20251127/IssueIndex.htm'>上一期</a>"),
    "scroll of a news agency": ("http://www.tongxun.test/scroll-news/news1.html", "<ul>" + rows("<li><div>[<a href='/gn.shtml'>国内</a>]</div><div><a href='/gn/{y}/{m}-{d}/{n}.shtml'>{h}</a></div><div>{m}-{d} 10:22</div></li>", 40)
        + "</ul><div class='pagebox'><a href='/scroll-news/news1.html'>1</a><a href='/scroll-news/news2.html'>2</a><a href='/scroll-news/news2.html'>下一页</a></div>"),
    "press releases of a police force": ("http://www.police.xianggang.test/ppp_sc/03_police_message/pr.html", "<table>" + rows("<tr><td>{d}/{m}/{y}</td><td><a href='https://www.info.xianggang.test/gia/general/{y}{m}/{d}/P{y}{m}{d}00{n:.3}.htm'>{short}</a></td><td><a href='https://www.info.xianggang.test/gia/general/{y}{m}/{d}/P{y}{m}{d}00{n:.3}.htm#en'>English</a></td></tr>".replace("{n:.3}", "123"), 25) + "</table>"),
    "everything in the query": ("http://www.fazhi.test/index.php?m=content&c=index&a=lists&catid=9", "<div class='cat'>" + "".join(f"<a href='index.php?m=content&c=index&a=lists&catid={n}'>法治甘泉第{n}专栏报道</a>" for n in range(9, 19)) + "</div><table>"
        + rows("<tr><td>·<a href='index.php?m=content&c=index&a=show&catid=9&id={n}'>{h}</a></td><td>{y}/{m}/{d}</td></tr>", 20) + "</table><a href='index.php?m=content&c=index&a=lists&catid=9&page=2'>下一页</a>"),
    "kinds before the headlines": ("http://gaj.shimen.test/List.aspx?cid=2", "<ul>" + rows("<li>[<a href='List.aspx?cid=21'>分局动态</a>] <a href='Show.aspx?id={n}'>{h}</a> <em>{y}.{m}.{d}</em></li>", 18) + "</ul><a href=\"javascript:__doPostBack('p','2')\">下一页</a>"),
    "a portal of mixed names": ("https://www.fenghuang.test/", "".join(f"<div class='m{n}'><ul>" + rows("<li><a href='https://news.fenghuang.test/c/{id}'>{h}</a><a href='https://news.fenghuang.test/author/{n}'>青石观察</a><a href='https://gentie.fenghuang.test/{n}'>1,204评论</a></li>", 9, n * 9) + "</ul></div>" for n in range(5))
        + "<div>" + "".join(f"<a href='https://mall.other.test/loupan/{n}.html'>首付二十万起买地铁口三居室第{n}期</a>" for n in range(8)) + "</div>"),
    "a portal with slides and topics": ("https://www.langtao.test/", "<div class='nav'>" + "".join(f"<a href='https://c{n}.langtao.test/'>频道{n}</a>" for n in range(40)) + "</div>"
        + blocks("国内 国际 社会 法治", "<h3><a href='https://news.langtao.test/{name}/'>{name}</a></h3>", "<li><a href='https://news.langtao.test/c/{y}-{m}-{d}/doc-i{hex:.7}{n}.shtml' target='_blank'>{h}</a></li>", 12)
        + "<div class='pics'>" + rows("<a href='http://slide.langtao.test/slide_1_2841_{n}.html'>高清图集：{h}</a>", 5, 60) + rows("<a href='https://zt.langtao.test/subject/{n}'>专题：全国公安机关表彰大会特别报道</a>", 6) + "</div>"),
    "relative to a base": ("http://www.zhengfa.test/go?x=1", "<base href='http://www.zhengfa.test/pajs/'>" + rows("<p><a href='{y}/{m}/{n}.html'>{h}</a> [{y}-{m}-{d}]</p>", 12)),
    "one line after another": ("http://www.jiuzhan.test/more.asp?lm=12", "<div>" + rows("· <a href='shownews.asp?newsid={n}'>{h}</a> <font>({y}-{m}-{d})</font><br>", 14) + "</div>"),
    "names without a number": ("http://news.slug.test/police/", "<div class='posts'>" + "".join(f"<article><h2><a href='/police/{slug}'>{rows('{h}', 1, at)}</a></h2><time>2025-11-{28 - at}</time><p>记者从当地公安机关获悉，案件正在进一步侦办中。</p></article>"
        for at, slug in enumerate(["wangjiang-fraud", "qingshi-snow", "baita-patrol", "qinghe-found", "shimen-notice", "shuangqiao-school"])) + "</div>"),
    "cards whose whole is a link": ("http://m.jingwu.test/list/12", "".join(f"<section>{rows(row, 6, at * 6)}</section>" for at, row in enumerate(["<a class='card' href='/detail/{n}'><img src='t.jpg'><h3>{h}</h3><p>今年以来，辖区公安机关持续加大打击力度，守护群众平安。</p><span>{y}-{m}-{d} 09:30</span></a>"] * 2))),
    "nothing but short headlines": ("http://gaj.liuxi.test/jqtb/", "<ul>" + rows("<li><a href='/jqtb/{n}.html'>{short}</a><span>{y}-{m}-{d}</span></li>", 15) + "</ul>"),
    "headlines beside their links": ("http://gaj.fenglin.test/tpxw/", rows("<dl><dt>{h}</dt><dd><a href='/tpxw/show-{n}.html'><img src='a.jpg'></a></dd><dd><a href='/tpxw/show-{n}.html'>查看详情</a></dd></dl>", 9)),
    "articles of others in dated rows": ("http://gaj.yuehu.test/mtbd/", "<ul>" + rows("<li><a href='/mtbd/{y}{m}/t{y}{m}{d}_{n}.html'>{h}</a><span>{y}-{m}-{d}</span></li>", 6) + rows("<li><a href='https://mp.weixin.other.test/s/{id}'>{h}</a><span>{y}-{m}-{d}</span></li>", 9, 6) + "</ul>"),
    "traditional characters": ("https://www.taiwan-bao.test/news/cate/2/6640", "<div>" + rows("<div class='story-list__text'><h2><a href='/news/story/7315/{n}?from=udn-catelistnews_ch2'>{h}</a></h2><p><a href='/news/story/7315/{n}?from=udn-catelistnews_ch2'>警方獲報後立即派員到場處理，全案依法移送地檢署偵辦，並呼籲民眾提高警覺。</a></p><time>{y}-{m}-{d} 10:24</time></div>", 12)
        + "</div><aside>" + "".join(f"<a href='/news/cate/2/{n}'>社會焦點與地方新聞分類</a>" for n in range(6600, 6606)) + "</aside>"),
    "a blog with an archive by month": ("https://fazhi.boke.test/", rows("<article><h2><a href='/{y}/{m}/{d}/an-{n}/' rel='bookmark'>{h}</a></h2><p>{y}-{m}-{d}</p><a href='/{y}/{m}/{d}/an-{n}/#more'>继续阅读→</a></article>", 8) + "<aside><h3>归档</h3><ul>"
        + "".join(f"<li><a href='/2025/{m:02d}/'>望江普法志愿者的2025年{m}月文章归档</a>（12）</li>" for m in range(1, 12)) + "</ul><table id='wp-calendar'><tr><td><a href='/2025/11/05/'>5</a></td><td><a href='/2025/11/06/'>6</a></td></tr></table></aside>"),
    "banners, shares and comments of the same site": ("http://www.ribao.test/fz/", rows("<div class='row'><a href='/fz/{y}-{m}/{d}/{n}.html'>{h}</a><a href='/comment/list?aid={n}'>23评论</a><a href='http://service.weibo.test/share.php?url=http%3A%2F%2Fwww.ribao.test%2Ffz%2F{n}.html&title=x'>分享到微博</a></div>", 16)
        + "".join(f"<div class='ad'><a href='/ad/click.php?id={n}'><img alt='望江市第{n}届文化旅游节火热报名中' src='{n}.gif'></a></div>" for n in range(4))),
    "navigation and nothing else": ("http://www.daohang.test/", "".join(f"<a href='/bm{n}/'>望江市公安局第{n}派出所办事指南</a><a href='/tel{n}.html'>电话</a>" for n in range(12))),
}  # fmt: skip


def invented_lists() -> Iterator[ListCase]:
    """Every page between a navigation and a foot; its articles are the addresses of its rows."""
    for name, (url, text) in PAGES.items():
        base = next(iter(re.findall(r"<base href='([^']+)'", text)), url)
        hrefs = re.findall(r"href=\\?[\"']?([^\"'\s>\\]+)", text)
        articles = {urljoin(base, href).partition("#")[0] for href in hrefs if ARTICLE.search(href)}
        yield ListCase(name, url, f"<body>{NAVIGATION}<div class='main'>{text}</div>{FOOT}</body>", frozenset(articles))


ARTICLE = re.compile(
    r"/t20\d{6}_\d+\.html|/art_63_|/t_\d+\.html|/c\d+/content\.html|[0-9a-f]{32}\.shtml|post_\d|content_\d|Articel|/gn/2025|general/2025|a=show|"
    r"Show\.aspx|/c/c\w{9}|/s/c\w{9}|doc-i|/an-\d+/|/fz/2025-|^2025/\d\d/\d+\.html|newsid=|/police/\w+-\w+$|/detail/\d|/jqtb/\d|show-\d|/news/story/"
)
