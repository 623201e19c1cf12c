"""A challenge, a program's shell and a soft 404 are told from pages, and pages that speak of them are pages."""

from __future__ import annotations

import pytest

from crawler.stand_ins import is_challenge, is_shell, is_soft_404, seen_and_run

SPELT = "+".join(f"('{letter}')" for letter in "__jsl_clearance_s=1765300000.1|-1|x%3D;max-age=3600;path=/")
CHALLENGES = {
    "412 whatever it says": (412, ""),
    "521 whatever it says": (521, "<html></html>"),
    "Jiasule, the first step": (
        521,
        f"<script>document.cookie={SPELT};location.href=location.pathname+location.search</script>",
    ),
    "Jiasule, the first step, answered with 200": (
        200,
        f"<script>document.cookie={SPELT};location.href=location.pathname+location.search</script>",
    ),
    "Jiasule, the second step": (
        200,
        '<script>var _0x1=["a"];function go(b){};go({"bts":["1|-1|a","b"],"chars":"xyz","ct":"0","ha":"md5",'
        '"tn":"__jsl_clearance_s","vt":"3600","wt":"1500"})</script>',
    ),
    "Riversecurity with its status": (412, "<script>$_ts=window['$_ts'];</script>"),
    "Riversecurity with 202 and a script of 90 kB": (
        202,
        '<html><head><meta id="9DhefwqGPrzGxEp9hPaoag" content="x"><script>$_ts=window[\'$_ts\'];if(!$_ts)$_ts={};$_ts.'
        f'nsd=1;$_ts.cd="{"qxl" * 30_000}"</script></head><body></body></html>',
    ),
    "Aliyun": (200, "<html><script>var arg1='4F2A';function f(){document.cookie='acw_sc__v2='+x}</script></html>"),
    "Yunsuo": (200, "<script>document.cookie='yunsuo_session_verify=1';location=location+'?verify'</script>"),
    "Cloudflare, with a 403 and its words": (
        403,
        "<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>"
        "<script>window._cf_chl_opt={}</script>",
    ),
    "a cookie, a sentence and the page again": (
        200,
        "<title>访问验证</title><h3>请完成安全验证后继续访问</h3><script>document.cookie='waf=1';"
        "setTimeout(function(){location.reload()},1500)</script>",
    ),
    "a firewall without a script": (
        200,
        "<html><head><title>网站防火墙</title></head><body><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>"
        "<p>可能原因：您提交的内容包含危险的攻击请求。如何解决：检查提交内容；如网站托管，请联系空间提供商。</p></body></html>",
    ),
}


@pytest.mark.parametrize(("status", "body"), CHALLENGES.values(), ids=CHALLENGES)
def test_a_challenge_is_known_in_either_charset(status: int, body: str) -> None:
    assert is_challenge(status, body.encode())
    assert is_challenge(status, body.encode("gb18030"))
    assert not is_shell(body.encode())


NOTICE = "<p>12月9日8时许，柳溪县江堤路发生一起交通事故，一人受伤。肇事驾驶人已被控制，案件正在侦办中。</p>"
COLUMNS = ("首页", "警务要闻", "通知公告", "便民服务")
NAVIGATION = "".join(f"<a href='/{n}/'>{name}</a>" for n, name in enumerate(COLUMNS))
AROUND = "<title>柳溪县公安局警情通报</title><h1>柳溪县公安局警情通报</h1><p>发布时间：2025-12-09 来源：柳溪公安</p>"
LETTERS = "<script>document.cookie='size=16';function big(){location.href='?size=18'}</script>"
ABOUT = (
    "<title>警方提示：“人机验证”成诈骗新手段</title><p>柳溪警方介绍，骗子发来的网页以“请完成安全验证后继续访问”为名，"
    "诱导群众点击。网警提醒，正规网站设置的__jsl_clearance、$_ts、acw_sc__v2等标识只写在脚本里，不会要求群众复制粘贴任何命令，"
    "遇到显示“访问被拦截”而要求下载软件的，请立即关闭网页并拨打110。</p>"
)
PAGES = {
    "a short notice with a script for larger letters": AROUND + NAVIGATION + NOTICE + LETTERS,
    "the same with a marker in its firewall's script": AROUND + NAVIGATION + NOTICE + "<script>_waf_=1</script>",
    "an article that mentions every word": ABOUT,
    "the same in the metadata": f'<meta name="description" content="document.cookie=1;location __jsluid">{ABOUT}',
    "an article about 412 and 521": f"<title>412国道与521国道今起封闭</title><p>{'封闭施工，请绕行。' * 20}</p>",
    "a title that begins like a firewall's": f"<title>安全验证要当心</title>{NAVIGATION}{NOTICE}",
    "a list of three": "<script>document.cookie='a=1';location</script>"
    + "".join(f"<li><a href='/{n}.html'>柳溪警方走进校园开展反诈宣传活动第{n}场</a>2025-12-09</li>" for n in range(3)),
    "a long article with a program around it": f"<div id='app'><p>{'柳溪民警走访校园。' * 200}</p></div>"
    "<script src='/a.js'></script><script>document.cookie='a';location.reload()</script>",
    "an entrance that leads on": "<script>location.href='content/20251209/IssueIndex.htm'</script>",
    "an entrance that refreshes": '<meta http-equiv="refresh" content="0;URL=html/2025-12/09/node_2.htm">',
    "nothing": "",
}


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_a_page_is_no_challenge_and_no_shell(body: str) -> None:
    for charset in ("utf-8", "gb18030"):
        assert not is_challenge(200, body.encode(charset))
        assert not is_shell(body.encode(charset))
        assert not is_soft_404(body.encode(charset), body)


BUNDLES = "<script src='/static/js/chunk-vendors.4f.js'></script><script src='/static/js/app.9a.js'></script>"
SHELLS = {
    "Vue": f"<title>柳溪省公安厅</title><noscript>请启用 JavaScript</noscript><div id=app></div>{BUNDLES}",
    "React": f'<div id="root">加载中……</div>{BUNDLES}',
    "Next": f"<div class='x' id='__next'></div>{BUNDLES}",
    "Nuxt": f'<div data-server id="__nuxt"><div class="loading"></div></div>{BUNDLES}',
    "Angular": f"<app-root></app-root>{BUNDLES}",
    "with a long style": f"<style>{'.a{color:red}' * 3000}</style><!-- 版权所有 --><div id='app'></div>{BUNDLES}",
}


@pytest.mark.parametrize("body", SHELLS.values(), ids=SHELLS)
def test_a_page_that_a_program_would_write_is_a_shell(body: str) -> None:
    assert is_shell(body.encode())
    assert not is_challenge(200, body.encode())


@pytest.mark.parametrize(
    "body",
    [
        f"<div id='app'>{AROUND}{NOTICE}{NAVIGATION}</div>{BUNDLES}",
        "<div id='app'></div>",
        f"<div id='header'></div>{BUNDLES}",
        "<div class='app-root'></div><script>go()</script>",
    ],
    ids=["written by the server", "without bundles", "without a root", "without either"],
)
def test_a_root_element_alone_makes_no_shell(body: str) -> None:
    assert not is_shell(body.encode())


@pytest.mark.parametrize(
    ("title", "size", "missing"),
    [
        ("页面不存在", 0, True),
        ("404 - 柳溪网", 0, True),
        ("404路公交车恢复运营", 40_000, False),
        ("柳溪警方走访校园", 0, False),
    ],
)
def test_a_soft_404_says_so_in_its_title(title: str, size: int, missing: bool) -> None:
    text = f"<title>{title}</title>{' ' * size}"
    assert is_soft_404(text.encode(), text) == missing


def test_what_is_seen_of_a_page_and_what_runs_in_it() -> None:
    page = "<title>题</title><p>民警 a</p><!-- 注释 --><script src='a.js'></script><style>b{}</style>"
    page += "<script>go()</script>"
    assert seen_and_run(page) == (3, "<script src='a.js'></script>\n<script>go()</script>")
    assert seen_and_run("<p>ab</p><script>never closed") == (2, "<script>never closed")
