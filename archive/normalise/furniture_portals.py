"""The furniture of commercial portals and of Taiwan papers: every rule with its reason and its tests."""

# ruff: noqa: E501  a pattern broken into lines is harder to read than a long one

from __future__ import annotations

from archive.normalise.furniture_rule import FurnitureRule as Rule

PORTAL_RULES = (
    Rule("follow_by_code", r"^(?:更多.{0,12}[！!，,]\s*)?(?:欢迎|敬请|请)?(?:扫描|扫一扫|长按|识别).{0,10}二维码.{0,8}(?:关注|下载|订阅|加入).{0,40}$|^[^，。]{2,10}公众号$", "drop_line",
         "an invitation to follow", ("更多猛料！欢迎扫描左方二维码关注沧江新闻官方微信", "沧江新闻公众号"),
         spares=("民警提醒，不要扫描来历不明的二维码，以免上当。", "他注册了一个假冒的公众号。"), cues=("二维码", "公众号"), longest=70),
    Rule("from_app", r"^[(（]?本文来自.{2,30}(?:下载|APP|客户端).{0,30}$|^.{0,60}(?:点我下载|立即下载|下载客户端还能|打开APP).{0,50}$", "drop_line",
         "an advertisement for an app", ("(本文来自沧江新闻，更多资讯请下载“沧江新闻”APP)", "不用抽不用抢 天天中奖 点我下载APP 按我看活动办法"),
         spares=("嫌疑人诱骗老人下载一款名为“稳赚”的APP。",), cues=("app", "下载", "客户端"), longest=130),
    Rule("relay", r"^(?:转播到.{2,6}微博|相关资讯请关注\s*[:：].{0,20}|进入【.{2,12}】.{0,4}|看都看完了.{0,20})$", "drop_line",
         "buttons and calls that portals put between lines", ("转播到沧江微博", "进入【沧江股吧】讨论", "相关资讯请关注:沧江专区"), cues=("转播到", "请关注", "进入【", "看都看完"), longest=40),
    Rule("hot_reads", r"^【?热门点阅】?$|^精彩视频推荐$|^相关日志$", "cut_after", "the head of a list of other stories", ("【热门点阅】", "精彩视频推荐"), longest=10),
    Rule("rights", r"^【?.{0,40}(?:权益|版权)归.{2,20}所有.{0,40}$", "drop_line", "a statement of rights",
         ("【某某作品的相关权益归沧江公司独家所有。未经授权，不得转载、摘编等。】",),
         spares=("法院判决该商标的版权归原告。",), cues=("归",), longest=120, tail_only=True),
    Rule("gallery_head", r"^(?:图集|组图|新闻评论|高清大图|视频集锦|更多图片|我要反馈|最热评论|最新评论|网友评论|表情|发布评论|相关评论)(?:\s*刷新)?$", "drop_line",
         "heads of boxes that script fills", ("图集", "新闻评论", "最新评论 刷新"), longest=12),
    Rule("comments", r"^[(（]?\d[\d,]*\s*(?:条|则)?(?:评论|跟帖|留言)(?:\s*[|｜]?\s*[\d,]+\s*人参与.{0,8})?[)）]?$|^正文已结束.{0,24}$|^(?:文明上网|网友评论仅供).{0,40}$", "drop_line",
         "the comment box", ("3条评论|20人参与网友评论", "正文已结束，您可以发表评论"), cues=("评论", "跟帖", "留言", "正文已", "文明"), longest=60),
    Rule("page_numbers", r"^(?:[【\[]\s*\d{1,2}\s*[】\]]\s*){2,}(?:下一页|尾页)?$", "drop_line", "page numbers in brackets", ("【1】【2】【3】",), cues=("】", "]"), longest=60),
    Rule("original_headline", r"^[(（]?(?:本文)?(?:原标题|原题)\s*(?:为\s*《|[:：]).{2,80}$", "keep_as_meta", "the headline a reprint replaced", ("原标题：沧江警方破案", "（原题为《沧江警方破案》）", "本文原标题：《沧江警方破案》"), cues=("原标题", "原题"), field="original_headline"),
    Rule("loading", r"^.{0,10}(?:加载中|载入中|若长时间无响应|请刷新本页面?).{0,20}$", "drop_line", "what a script shows before it has run",
         ("调查加载中，请稍候。", "若长时间无响应，请刷新本页面"), cues=("加载", "载入", "无响应", "刷新"), longest=36),
    Rule("font_steps", r"^(?:(?:大|中|小|特大|标准|大字号|小字号|字号)[\s|｜/]*){2,4}$|^(?:大|小|中)字号$", "drop_line", "a font-size switch without its label",
         ("小 中 大", "小字号"), cues=("大", "小"), longest=16),
    Rule("platform_notice", r"^(?:平台声明|本文系.{0,12}作者|特别声明|免责申明|风险提示)\s*[:：,，].{6,200}$|(?:观点|看法)(?:仅|只)?代表作者本人.{0,80}$|^\*?本(?:网站|网|站)有关内容.{0,160}$", "drop_line",
         "a platform's disclaimer", ("平台声明：该文观点仅代表作者本人。", "*本网站有关内容转载自合法授权网站"), cues=("声明", "申明", "代表作者", "有关内容", "本文系", "提示"), longest=220, tail_only=True),
    Rule("published_from", r"^发布于\s*[:：]\s*\S{2,12}$", "drop_line", "where a platform saw the author", ("发布于：云岭省",), cues=("发布于",), longest=20),
    Rule("bare_address", r"^(?:https?://|www\.)[\w./?=&%#~:\-]+$|^.{0,12}(?:载点|载连结|办法|详情|网址)\s*[:：]?\s*https?://\S+$", "drop_line", "a web address alone",
         ("https://news.example.test/a/1", "iOS载点 https://example.test/x"), spares=("www",), cues=("http", "www."), longest=160),
    Rule("more_news", r"^.{0,6}想看更多.{0,10}[?？].{0,60}$|^(?:点击|点选|欢迎)进入.{0,16}[:：>»]*$|^更多精彩(?:内容|新闻|评论).{0,16}$|^更多.{0,12}(?:请|欢迎)(?:关注|点击|下载|扫描).{0,30}$", "drop_line",
         "invitation to read on elsewhere", ("还想看更多新闻吗？点我加入海湾时报", "点击进入专题：", "更多精彩内容请进入法治频道"), cues=("想看更多", "进入", "更多"), longest=80),
    Rule("hashtags", r"^(?:[#＃][^\s#＃，。]{1,12}\s*){2,}$", "drop_line", "tags under a story", ("#诈骗 #台北 #警方",), cues=("#", "＃"), longest=120),
    Rule("care_line", r"^.{0,24}(?:再给自己一次机会|给自己(?:一个)?机会|咨询专线|谘询专线|諮詢專線|安心专线|求助专线|(?<!\d)(?:1925|1995|1980)(?!\d|\s*年)).{0,40}$", "drop_line",
         "help lines that Taiwan papers print under crime stories", ("★海湾电子报关心您：再给自己一次机会", "自杀谘询专线：0800-000000（24小时）"),
         cues=("机会", "专线", "專線", "1925", "1995", "1980"), longest=50, tail_only=True,
         spares=("荣誉墙收进624件老物件，19253人次参观。", "他从1995年起就在这条街上巡逻。")),
    Rule("scan_to_share", r"^(?:用|使用|打开)?微信?(?:扫码|扫一扫).{0,20}$|^分享(?:至|到|给)?好友.{0,10}$|^我的收藏(?:\s*收藏)?$", "drop_line", "share buttons of portals",
         ("用微信扫码二维码", "分享至好友和朋友圈", "我的收藏 收藏"), cues=("扫", "分享", "收藏"), longest=24),
    Rule("read_count", r"^(?:阅读|浏览|点击)(?:数|量|次数)?\s*[(（]\s*(?P<view_count>\d{0,9})\s*[)）]$", "extract", "a counter in parentheses", ("阅读数(158)", "阅读 ()"), cues=("阅读", "浏览", "点击"), longest=20),
)  # fmt: skip
