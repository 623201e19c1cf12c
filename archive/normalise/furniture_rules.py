"""The furniture of Chinese news and government pages: every rule with its reason and its tests."""

# ruff: noqa: E501  a pattern or a list of names broken into lines is harder to read than a long one
from __future__ import annotations

from archive.normalise.furniture_portals import PORTAL_RULES
from archive.normalise.furniture_rule import FurnitureRule as Rule

_NAVIGATION = (
    Rule(
        "shuffle_stamp", r"^DATE: \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$", "drop_line",
        "the stamp of a mirror that shuffles sentences", ("DATE: 2026-03-16 05:32:50",), spares=("DATE: 2026-03-16",),
        cues=("date:",), longest=30,
    ),
    Rule(
        "lone_bar", r"^[|｜┊丨\s>»《》<]{1,8}$", "drop_line", "empty cells of a table layout",
        ("|", "| |", ">"), spares=("一", "。"), longest=8,
    ),
    Rule(
        "home_and_top", r"^(?:(?:返回|回到)(?:首页|顶部|页首|列表|上一级|目录)\s*[|/]?\s*)+$", "drop_line",
        "links to the home page and the top of the page",
        ("返回首页 回到顶部", "返回列表", "返回顶部"), spares=("返回首页后点击报名",), cues=("返回", "回到"),
    ),
    Rule(
        "channel_home", r"^\S{2,6}频道\s*返回首页$", "drop_line", "a portal's channel bar",
        ("云岭频道 返回首页",), cues=("频道",),
    ),
    Rule(
        "set_home", r"设为首页|加入收藏|收藏本站|登录\s*[|｜]\s*注册|在线投稿\s*[|｜]", "drop_line",
        "the bar above the masthead", ("设为首页 | 加入收藏", "登录 | 注册 | 帮助"),
        spares=("他把这里收藏本子",), cues=("设为首页", "加入收藏", "收藏本站", "登录", "在线投稿"), longest=60,
    ),
    Rule(
        "breadcrumb", r"^(?:您|你)?(?:的)?(?:当前|现在|所在)?(?:的)?(?:所在)?(?:当前)?(?:页面)?位置\s*(?:是|为)?\s*[:：].{0,80}$", "drop_line",
        "where the page stands in the site",
        ("当前位置：首页 > 警务要闻 > 正文", "您所在的位置:首页->平安云岭->正文", "您的位置: 首页"),
        spares=("嫌疑人当前位置已被民警锁定。",), cues=("位置",), longest=120,
    ),
    Rule(
        "breadcrumb_arrows", r"^(?:网站)?首\s?页\s*(?:[>»›/]|->|－>|&gt;).{0,60}$", "drop_line",
        "a breadcrumb without its label", ("首页 > 新闻中心 > 警方动态", "网站首页 » 队伍建设"), cues=("首",),
    ),
    Rule(
        "welcome", r"^欢迎(?:您)?(?:访问|光临|来到|进入)?.{2,24}[,，!！\s]*今天是.{0,30}$|^今天是\s*[:：]?\s*\d{4}年.{4,30}$",
        "drop_line", "the greeting with today's date, never the article's",
        ("欢迎访问沧江平安网,今天是 2024年3月5日 星期二", "今天是2024年3月5日 星期二"), cues=("今天是",),
    ),
    Rule(
        "body_marker", r"^(?:>>|》|»)?\s*(?:正文|正文内容|文章内容|内容详情|详情页?)\s*[:：]?$", "drop_line",
        "a heading above the text", (">>正文", "正文"), cues=("正文", "详情", "文章内容"), longest=12,
    ),
    Rule(
        "accessibility",
        r"^(?:无障碍(?:浏览|阅读|模式|辅助|服务)?|长者(?:模式|版|助手)|关怀版|适老(?:版|模式|化)|进入老年模式|老年模式|繁体(?:中文|版)?|简体(?:中文|版)?|智能问答|English|RSS订阅|语音播报|听新闻|收听全文)(?:\s*[|｜]\s*\S{2,6})*$",
        "drop_line", "switches for readers with special needs", ("无障碍浏览", "长者模式 | 关怀版", "语音播报"), longest=40,
    ),
    Rule("wap_switch", r"^(?:触屏版|手机版|电脑版|PC版)(?:\s*[|｜]\s*(?:触屏版|手机版|电脑版|PC版))+$", "drop_line",
         "switch of the page's form", ("触屏版 | PC版",), cues=("版",), longest=20),
    Rule("search_box", r"^(?:搜\s*索|站内搜索|全站搜索|热搜词|热门搜索|高级搜索)\s*[:：]?\s*\S{0,12}$", "drop_line", "the search field",
         ("搜 索", "站内搜索："), spares=("搜索队员连夜进山，在沟谷间往返",), cues=("搜",), longest=16),
    Rule(
        "section_menu",
        r"^(?:(?:首页|网站首页|机构概况|机构概览|机构职能|动态要闻|警务动态|警务要闻|警务公开|政务公开|政府信息公开|信息公开|在线办事|办事服务|办事大厅|警民互动|互动交流|互动回应|政民互动|专题专栏|警方提示|公安概况|新闻中心|通知公告|队伍建设|政策法规|工作邮箱|数据开放|走进公安|警务资讯)[\s|｜>·]*){3,}$",
        "drop_line", "the menu bar", ("首页 警务公开 办事服务 警民互动 专题专栏",),
        spares=("通知公告 队伍建设",), cues=("首页", "公开", "互动", "专栏"), longest=120,
    ),
)  # fmt: skip

_TOOLS = (
    Rule(
        "font_size",
        r"[【\[(（]?\s*(?:字体|字号|文字)(?:大小)?\s*[:：]?\s*[【\[(（]?\s*(?:特大|超大|大|小|A\+|默认)(?:[\s|｜、/\]【\[】]*(?:特大|超大|大|中|小|默认|标准|A\+|A-|A))+(?![\u4e00-\u9fff])\s*[】\])）]{0,2}",
        "drop_span", "a font-size switch", ("【字体：大 中 小】", "字号：[ 大 中 小 ]", "字体大小:A+ A A-", "字体:小 中 大"),
        spares=("字体大小适中，便于群众辨认",), cues=("字体", "字号", "文字"), longest=400,
    ),
    Rule("font_zoom", r"^(?:放大|缩小|默认)(?:[\s|+-]*(?:放大|缩小|默认|字体))+[+-]?$", "drop_line", "a font-size switch of e-papers",
         ("放大 缩小 默认", "放大+ 缩小-"), cues=("放大", "缩小"), longest=24),
    Rule("font_label", r"^[【\[]?(?:字体|字号)(?:大小)?\s*[:：]?\s*[\[【]?$", "drop_line", "the label of a font-size switch alone",
         ("【字体：", "字号"), cues=("字体", "字号"), longest=10),
    Rule("font_step", r"^(?:大|中|小|】|\]|A\+|A-|A|T\||T)$", "drop_line", "one step of a font-size switch, alone on its line",
         ("大", "】", "A+"), spares=("人",), longest=2),
    Rule(
        "print_close",
        r"^(?:[【\[(（]?\s*(?:我要|文章|本页)?(?:打印|关闭|列印|友善列印|收藏|复制链接|保存|返回)(?:本页|此页|本文|文章|正文|窗口|预览|当前页面?|网页|页面)?\s*[】\])）]?[\s|/·]*)+$",
        "drop_line", "buttons", ("【打印】 【关闭】", "打印本页", "关闭窗口", "打印 | 收藏 | 关闭", "【关闭当前页面】"),
        spares=("关闭通道后，打印社恢复营业",), cues=("打印", "关闭", "列印", "收藏", "复制链接"), longest=50,
    ),
    Rule(
        "share",
        r"^[【\[(（]?\s*(?:一键)?(?:分享|转发)(?:到|至|给|本文|按钮|让更多人看到)?\s*[:：]?\s*(?:(?:微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|QQ|朋友圈|人人网|豆瓣|空间|打印|收藏|复制链接|更多|Facebook|LINE|Twitter|X|电子邮件)[\s、|/·]*)*[】\])）]?$",
        "drop_line", "a share bar", ("分享到：微信 微博 QQ空间", "分享到", "一键分享：", "分享"),
        spares=("分享会上，他讲述了办案经历",), cues=("分享", "转发"), longest=70,
    ),
    Rule(
        "share_hint", r"^(?:点击|点选|请点击)(?:右上角|浏览器下方|下方|屏幕).{0,40}$|^(?:链接已复制|复制成功|连结已复制)$", "drop_line",
        "how to share", ("点击右上角分享到朋友圈", "链接已复制"), cues=("点击", "点选", "已复制", "复制成功"), longest=60,
    ),
    Rule(
        "share_script", r"\$\('#share[^)]*\)\.share\([^)]*\)|(?:bdshare|jiathis|bshare|addthis)[\w-]*", "drop_span",
        "script of a share bar printed as text", ("$('#share-2').share({ sites: ['wechat'] })", "bdsharebuttonbox"),
        cues=("share", "jiathis", "addthis"), longest=400,
    ),
    Rule(
        "qr_code",
        r"^(?:请?(?:用|使用)?(?:手机|微信|支付宝)?扫一扫|(?:手机|微信)?扫码|扫描(?:上方|下方|左侧|右侧)?二维码|用微信扫描|二维码|长按(?:识别)?二维码|微信扫).{0,30}$",
        "drop_line", "the text beside a QR code",
        ("扫一扫在手机打开当前页", "扫一扫分享本页", "微信扫一扫,分享到朋友圈", "长按识别二维码关注我们"),
        spares=("扫一扫即可报警，这项服务上线后，群众在家门口就能完成登记，不必再跑派出所。",), cues=("扫", "二维码"), longest=44,
    ),
    Rule(
        "app_download",
        r"^(?:下载|打开|安装)\s*(?:APP|[^，。]{1,10}客户端|[^，。]{1,10}APP)[^。]{0,16}$|^(?:APP|客户端)下载.{0,10}$|^(?:点我|点此|立即|点击)下载.{0,20}(?:APP|客户端).{0,20}$|^[^。，：]{0,12}(?:下载|打开)[^。，：]{0,8}APP[^。，]{0,14}$",
        "drop_line", "invitation to an app", ("下载APP", "打开海湾新闻客户端", "点我下载APP", "点此下载海湾时报APP 看更多"),
        spares=("民警提醒：切勿下载陌生APP，以免上当。",), cues=("app", "客户端"), longest=36,
    ),
    Rule(
        "collect_like", r"^(?:收藏|点赞|赞|评论|跟帖|纠错|内容纠错|举报|反馈|举报/反馈|举报/纠错|我要纠错|意见反馈|我要评论|发表评论|参与评论|我来说两句)\s*[(（]?\d*[)）]?$",
        "drop_line", "buttons with counters", ("点赞 12", "举报/反馈", "评论(0)"), longest=12,
    ),
    Rule("correct_us", r"[【\[]\s*(?:我要)?纠错\s*[】\]]", "drop_span", "a button for corrections", ("【我要纠错】",), cues=("纠错",), longest=400),
    Rule(
        "read_on",
        r"^(?:请)?(?:继续|繼續)往下(?:阅读|滑动|看).{0,10}$|^(?:阅读|展开|点击展开|点击阅读|查看)(?:剩余|更多|剩下)?(?:全文|余下全文|内容).{0,10}$|^(?:广告|廣告|Advertisement|ADVERTISEMENT)$",
        "drop_line", "a break for advertising", ("请继续往下阅读...", "展开全文", "广告", "继续往下阅读"), cues=("往下", "全文", "广告", "advert", "内容"), longest=24,
    ),
    Rule("video_hint", r"^(?:您的浏览器|当前浏览器|你的浏览器|你的瀏覽器).{0,10}不支持.{0,30}$|^(?:视频|音频)?(?:加载中|正在加载).{0,12}$", "drop_line",
         "text of a player", ("您的浏览器不支持视频播放", "正在加载..."), cues=("浏览器", "加载"), longest=60),
)  # fmt: skip

_PAGERS = (
    Rule(
        "previous_next", r"^[<«]?\s*(?:上|下|前|后)一?(?:篇|条|则|页)(?:新闻|文章|信息)?\s*(?:$|[:：>»|].{0,60}$|\s.{0,60}$)", "drop_line", "links to the neighbours",
        ("上一篇：没有了", "下一篇", "上一条:全市夏季治安行动收官"), spares=("上一条街的居民反映，近期盗窃案件明显减少。",),
        cues=("上一", "下一", "前一", "后一", "上篇", "下篇", "上页", "下页"), longest=70,
    ),
    Rule(
        "pager", r"^(?=.*(?:页|尾页|末页))(?:首页|上一页|上页|下一页|下页|尾页|末页|\d{1,4}(?!\d)|\.\.\.|…|[\s|<>«»]){2,}(?:共\s*\d+\s*页|第\s*\d+\s*[/／]\s*\d+\s*页)?$",
        "drop_line", "page numbers", ("首页 上一页 1 2 3 ... 下一页 尾页", "1 2 下一页"), cues=("页",), longest=80,
    ),
    Rule(
        "pager_count", r"^(?:共\s*\d+\s*(?:条|页)(?:记录)?|每页\s*\d+\s*条|(?:当前)?第?\s*\d+\s*[/／]\s*\d+\s*页|转到(?:第)?\s*页|\s)+$",
        "drop_line", "page counts", ("共 57 页 当前第1/57页", "共 200 条记录 每页 15 条"), cues=("页",), longest=60,
    ),
    Rule(
        "issue_navigation",
        r"^(?:[<>«»34]\s*)?(?:上一期|下一期|上一版|下一版|往期(?:阅读|回顾)|返回(?:目录|版面|本版)|标题导航|版面导航|版面概览|PDF版?(?:下载)?|下载PDF|本版新闻|版面图|按日期检索|正在进行检索.{0,12})(?:[\s|>»]*(?:上一期|下一期|上一版|下一版|PDF版?|标题导航|返回目录))*$",
        "drop_line", "an e-paper's navigation", ("往期阅读", "上一版 下一版", "版面导航 | 标题导航"),
        cues=("期", "版", "导航", "pdf", "检索", "目录"), longest=40,
    ),
    Rule(
        "page_navigation", r"^(?:当前版\s*[:：]\s*)?第?[A-Z]?\d{1,3}版.{0,16}(?:上一版|下一版).*$", "drop_line", "an e-paper's page bar",
        ("当前版: 03版 上一版 下一版",), cues=("一版",), longest=50,
    ),
    Rule(
        "page_turn",
        r"^(?:[(（【]?\s*(?:紧接|下转|上接|转|接|全文见|详见)\s*第?\s*[一二三四五六七八九十\dA-Z]{1,4}\s*版(?:[《“].{2,40}[》”])?(?:[一二三]条)?\s*[)）】]?[\s,，]*)+$",
        "join", "a story that turns the page of the printed paper",
        ("下转第三版 上接第一版", "（上接1版）", "(下转A04版)", "紧接第二版"), spares=("转三版时间", "接第二版主任来电后"),
        cues=("版",), longest=50,
    ),
    Rule("page_head", r"^第?[A-Z]?\d{1,3}版\s*[:：]\s*\S{1,12}$", "keep_as_meta", "number and name of the printed page",
         ("第A10版:法治", "04版：要闻"), cues=("版",), field="page", longest=24),
    Rule("founder_comment", r"/enpproperty-->|<!--\s*enpproperty", "drop_line", "a badly closed comment of Founder e-papers",
         ("2019-08-09 2 2 沧江晚报 content_1.html 1 3 题目 /enpproperty-->",), cues=("enpproperty",), longest=400),
)  # fmt: skip

_COUNTERS = (
    Rule(
        "visitor", r"^您是(?:本站)?(?:的)?第?\s*\d*\s*位?(?:访客|访问者|来访者|浏览者|访问本站).{0,6}$", "drop_line",
        "a visitor counter; script fills the number, so it is mostly missing", ("您是第 位访客", "您是第 20231 位访问者"), cues=("您是",), longest=40,
    ),
    Rule(
        "site_counter", r"^(?:网站|本站)?(?:总|今日|昨日|累计)(?:访问|浏览|点击)(?:总)?(?:量|次数|人数)\s*[:：]?\s*\d*\s*(?:人次|次)?$", "drop_line",
        "visits of the site, not of the article", ("今日访问量:123", "累计访问量 88012 人次"), cues=("访问", "浏览", "点击"), longest=40,
    ),
    Rule("counter_script", r"_showDynClicks\([^)]*\)", "drop_span", "a counter's script printed as text",
         ('_showDynClicks("wbnews", 12, 34)',), cues=("_showdynclicks",), longest=400),
    Rule("bare_count", r"^\d+\s*(?:次|人浏览|次阅读|次浏览)$", "drop_line", "a counter without its label", ("0次", "35次浏览"), cues=("次", "浏览"), longest=16),
)  # fmt: skip

_FOOTERS = (
    Rule(
        "licence_icp",
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳台蜀滇黔陇秦]\s*ICP\s*(?:备|证)\s*(?:案)?\s*\d{6,12}\s*号?(?:-\d+)?|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]公网安备\s*\d{11,14}\s*号?",
        "drop_line", "registration numbers that every mainland site prints", ("云ICP备12345678号-1", "沪公网安备 31010102000000号"),
        cues=("icp", "公网安备"), longest=160,
    ),
    Rule("site_id", r"网站标识码\s*[:：]?\s*[a-z]{0,2}\d{8,12}", "drop_line", "a government site's number", ("网站标识码：9900000001",), cues=("标识码",), longest=120),
    Rule(
        "host",
        r"^(?:(?:主办|承办|协办|主管|维护|建设|建设运营|运营|运维|管理)(?:单位|部门)?\s*[:：]\s*\S{4,40}[\s,，;；|]*)+$|^(?:版权所有\s*[:：]?\s*)?[^\s由，。：:]{4,30}(?:主办|承办|主管)(?:\s+\S{4,30}(?:主办|承办|协办))*$",
        "drop_line", "who runs the site", ("中共云岭省委政法委员会主办", "主办单位：沧江市公安局 承办单位：沧江市公安局指挥中心"),
        spares=("活动由沧江市公安局主办，吸引了三百余名居民参加。", "活动由沧江市公安局主办"), cues=("主办", "承办", "主管", "运维", "运营", "维护", "建设"), longest=120, tail_only=True,
    ),
    Rule("address", r"^(?:单位|联系|通讯|办公|本局)?地\s*址\s*[:：].{4,60}$", "cut_after", "the office's address in the footer",
         ("地址:沧江市城关区南门路18号", "联系地址：北川市人民路1号 邮编:100000"), cues=("址",), longest=110, tail_only=True),
    Rule("postcode_phone",
         r"^(?:(?:邮编|邮政编码|联系电话|值班电话|咨询电话|传真|电\s?话|编辑部电话|技术支持电话|电子邮箱|邮箱|E-?mail)\s*[:：]?\s*[A-Za-z0-9_@.（()）\-—– ]{5,40}[\s,，;；|]*)+$",
         "drop_line", "how to reach the office, as a footer prints it", ("邮编:123456 电话:0999-1234567", "联系电话：0999-7654321"),
         spares=("报警电话：110，24小时畅通。",), cues=("邮", "电话", "话", "传真", "mail"), longest=90, tail_only=True),
    Rule(
        "copyright", r"^.{0,30}(?:版权所有|Copyright|©|All Rights Reserved|著作权所有).{0,120}$", "cut_after", "the footer begins",
        ("版权所有 云岭省公安厅", "Copyright © 2024 All Rights Reserved"),
        cues=("版权所有", "copyright", "©", "rights reserved", "著作权"), longest=160, tail_only=True,
    ),
    Rule("support", r"(?:技术支持|技术保障|网站制作|网站建设|开发维护)\s*[:：]\s*\S{2,30}", "drop_line", "who built the site",
         ("技术支持：某某软件有限公司",), cues=("技术", "网站", "开发"), longest=90, tail_only=True),
    Rule(
        "footer_links",
        r"^(?:(?:网站地图|站点地图|网站声明|网站说明|关于我们|关于本站|联系我们|法律声明|隐私(?:声明|保护|政策|条款)|使用帮助|广告服务|招聘信息|会员注册|友情链接|网站律师|设为首页|加入收藏|意见建议|版权声明|我要投稿|诚聘英才|人才招聘)[\s|┊｜·]*)+$",
        "drop_line", "links of the footer", ("关于我们 | 联系我们 | 网站地图", "网站声明"), cues=("地图", "声明", "我们", "隐私", "服务", "链接", "帮助", "关于"), longest=90,
    ),
    Rule("government_badge", r"^(?:政府网站\s*找错|党政机关(?:网站)?|国家级政府网站|事业单位)$", "drop_line", "badges of the footer", ("政府网站找错", "党政机关"),
         cues=("网站", "机关", "事业"), longest=12),
    Rule("publishing_licence", r"(?:互联网新闻信息服务许可证|信息网络传播视听节目许可证|广播电视节目制作经营许可证|国内统一刊号|国内统一连续出版物号|CN\d{2}-\d{4})", "drop_line",
         "licences of a news site", ("互联网新闻信息服务许可证编号:99120240001", "国内统一刊号:CN99-0001"), cues=("许可证", "刊号", "出版物号", "cn"), longest=140),
    Rule("browser_advice", r"^.{0,20}(?:建议|推荐|最佳).{0,10}(?:分辨率|浏览器|浏览效果).{0,40}$", "drop_line", "advice on browsers",
         ("建议使用1280*768分辨率浏览",), cues=("分辨率", "浏览器", "浏览效果"), longest=90, tail_only=True),
    Rule("disclaimer", r"^(?:版权(?:与|和|及)?(?:免责)?声明|免责声明|特别声明|郑重声明|本网声明|特别提示)\s*[:：].{0,300}$|^(?:版权(?:与|和|及)?免责声明|免责声明|版权声明)$", "cut_after",
         "the notice on reprints under the article", ("免责声明：本网转载的文章仅为传播信息", "免责声明"), cues=("声明", "提示"), longest=400, tail_only=True),
    Rule("reprint_notice", r"^(?:\d、)?\s*凡(?:本网|本站)?注[有明].{2,30}(?:稿件|信息|作品)|不代表本(?:站|网|平台)(?:的)?(?:观点|立场)|如(?:有|涉及)侵权.{0,20}(?:联系|删除)", "drop_line",
         "terms of reprinting", ("凡本网注明来源为海湾网的稿件，版权归海湾网", "文章来自网络,不代表本站观点。"), cues=("凡", "不代表", "侵权"), longest=300),
    Rule("tip_line", r"^(?:新闻热线|报料热线|爆料热线|投稿邮箱|投稿热线|违法和不良信息举报|不良信息举报|举报邮箱|合作热线)(?:电话|邮箱)?\s*[:：]?.{4,80}$", "drop_line",
         "the paper's own hot line", ("新闻热线:0999-1234567 投稿邮箱:a@example.org",), cues=("热线", "投稿", "举报"), longest=110, tail_only=True),
    Rule("script_leak", r"^\s*var\s+_hmt|hm\.baidu\.com|cnzz\.com|_czc\b|51\.la|document\.write\(|onload=\"this\.|removeAttribute\(|function\s*\w*\s*\(\)\s*\{|^\s*\$\(document\)", "drop_line",
         "script printed as text", ("var _hmt = _hmt || [];", 'document.write("x")'), cues=("_hmt", "baidu.com", "cnzz", "_czc", "51.la", "document", "onload", "removeattribute", "function"), longest=400),
    Rule("style_leak", r"^\s*(?:[a-z]*[#.][\w.#\- ]+|img|p|td|body)\s*\{[^}]*\}?\s*$", "drop_line", "style printed as text",
         ("img#logo { height: 55px; }", ".TRS_Editor P{margin-top:0}"), cues=("{",), longest=400),
    Rule("image_name", r"^[\w\-]{1,40}\.(?:jpe?g|png|gif|bmp|webp)$|^!\[[^\]]*\]\([^)]*\)$", "drop_line", "the file name of a picture", ("1.jpg", "![]()"),
         cues=(".jp", ".png", ".gif", ".bmp", ".webp", "!["), longest=90),
    Rule("starred_tail", r"\*{6}.{0,40}$", "drop_span", "where mirror sites glue articles together", ("出动警力80余人次******",), cues=("******",), longest=400),
)  # fmt: skip

_AFTER = (
    Rule(
        "related",
        r"^[【\[◆●■>»]*\s*(?:相关(?:链接|新闻|阅读|报道|解读|稿件|推荐|文章|信息|专题|内容)|延伸阅读|推荐阅读|猜你喜欢|热门(?:推荐|新闻|文章|点击)|更多(?:新闻|精彩|相关|报道|文章|内容)?|新闻(?:推荐|排行)|图片新闻|精彩推荐|今日推荐|点击排行|阅读排行|热点(?:新闻|推荐)|最新(?:发布|新闻|文章|动态)|您可能(?:还)?(?:感兴趣|喜欢).{0,8}|大家都在看|热门话题|编辑推荐|更多.{0,14}报导)\s*[】\]]?\s*[:：>»]*$",
        "cut_after", "links to other stories", ("相关新闻", "相关链接：", "猜你喜欢", "【延伸阅读】", "更多海湾新闻报导"),
        spares=("相关链接显示，该团伙已运作三年。",), cues=("相关", "延伸", "推荐", "猜你", "热门", "更多", "排行", "图片新闻", "热点", "最新", "可能", "都在看"), longest=24,
    ),
    Rule("reading_next", r"^(?:阅读下一篇|相关阅读|正在阅读|推荐阅读|延伸阅读|更多新闻|看更多|相关新闻|相关报导|更多相关新闻)\s*[:：].{0,60}$", "drop_line", "a link to another story",
         ("相关阅读：全市反诈宣传进社区", "看更多："), cues=("阅读", "更多", "相关"), longest=80),
    Rule("topic_box", r"^(?:专题|专栏|标签|关键词|关键字|Tags?)\s*[:：].{0,60}$", "drop_line", "tags and topics", ("专题：平安云岭", "标签：反诈 电诈"),
         cues=("专题", "专栏", "标签", "关键", "tag"), longest=80, tail_only=True),
    Rule("downloads", r"^(?:文件下载|关联文件|附件下载)\s*[:：]$", "drop_line", "a heading above files, which are kept apart", ("文件下载：",), cues=("下载", "关联"), longest=12),
    Rule("open_document", r"^[(（]\s*此件(?:公开发布|主动公开|依申请公开|删减后公开)\s*[)）]$", "keep_as_meta", "how an official document may spread",
         ("（此件公开发布）",), cues=("此件",), field="note", longest=20),
    Rule(
        "hotline_care",
        r"^.{0,30}(?:生命线|安心专线|张老师专线|生命線|防治自杀|自杀防治|珍惜生命|勇敢求救|拒绝(?:家暴|毒品|性侵)|未成年请勿|饮酒过量|喝酒不开车|酒后不开车|戒烟专线|保护专线|反毒).{0,60}$",
        "drop_line", "the advice and telephone numbers that Taiwan papers print under crime stories",
        ("◎珍惜生命，自杀不能解决难题", "※酒后不开车，安全有保障", "生命线请拨1995"),
        spares=("他因酒后不开车代驾纠纷与人争执，民警到场后进行了调解，双方握手言和，事情得到圆满解决，周围群众纷纷点赞，称赞民警处置得当。",),
        cues=("生命线", "专线", "自杀", "珍惜生命", "求救", "拒绝", "请勿", "饮酒过量", "不开车", "反毒"), longest=60,
    ),
    Rule("follow_us", r"^.{0,12}(?:关注我们|加入粉丝团|追踪我们|订阅(?:电子报|我们)|按赞|加入.{1,8}(?:好友|LINE|粉丝)).{0,24}$", "drop_line", "invitation to follow",
         ("立即加入海湾新闻粉丝团", "关注我们"), cues=("关注我们", "粉丝", "追踪我们", "订阅", "按赞", "加入"), longest=40),
)  # fmt: skip

_CREDITS = (
    Rule(
        "page_photos", r"^本(?:版|文|组)(?:图片|照片|稿件|文图|图文|文字)?[、/]?(?:图片|照片)?(?:除.{2,12}外[,，])?均?(?:由|为)?.{1,24}(?:摄|提供|采写|撰写|供图)$", "keep_as_meta",
        "one credit for all pictures of a printed page", ("本版图片均由某某摄", "本文图片由沧江市公安局提供"), cues=("本版", "本文", "本组"), field="photo_credit", longest=50,
    ),
    Rule("abridged", r"^[(（]\s*(?:本文)?(?:略)?有删(?:减|节|改)\s*[)）]$|^[(（](?:完|本报综合|本报综合报道|据新华社|据新华社电|未完待续)[)）]$|^(?:完|-\s*完\s*-)$", "drop_line",
         "an editor's note at the end", ("（略有删改）", "（完）"), cues=("删", "完", "本报综合", "据新华社"), longest=14),
    Rule(
        "meta_line",
        r"^[【\[(（|\s]*(?:\d{4}[-年/.]|(?:信息|稿件|文章|新闻|内容|资料|图片|消息)?来\s*源\s*[:：]|(?:发布|发表|更新|录入|上传|刊发|成文|生成)?(?:时\s*间|日\s*期)\s*[:：]|作\s*者\s*[:：]|(?:责任|网络|值班)?编\s*辑\s*[:：]|责\s*编\s*[:：]|记\s*者\s*[:：]|审\s*核\s*[:：]|校\s*对\s*[:：]|[一二三初复终]\s*审\s*[:：]|(?:阅读|浏览|点击)(?:次数|数|量)?\s*[:：]|索引号\s*[:：]|供\s*稿\s*[:：])",
        "extract", "labels and their values: date, source, author, editor, counter", ("发布时间：2024-03-05 来源：云岭日报 浏览次数：12", "责任编辑:张三", "来源：本站"),
        cues=("来", "时", "日", "作", "编", "记", "审", "校", "阅读", "浏览", "点击", "索引号", "供", "年", "-", "/"), longest=220,
    ),
)  # fmt: skip

_EDITION = Rule(
    "edition",
    r"^[(（]?(?:来源\s*[:：]\s*)?《(?P<source>[^》]{2,14})》\s*[(（]?\s*(?P<published>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*(?:第?\s*(?P<page>[A-Z]?\d{1,3})\s*版)?\s*[)）]{0,2}$",
    "extract",
    "the printed paper a story stood in: its name, day and page",
    ("《云岭日报》（2024年03月05日 04版）", "来源：《沧江公安报》2024年3月5日第2版"),
    spares=("《公告》2024年3月5日起施行",),
    cues=("》",),
    longest=50,
)
_EMPTY_LABEL = Rule(
    "empty_label",
    r"^[【\[(（]?(?:(?:发布|更新|录入|发表)?(?:时间|日期)|(?:信息|稿件|文章)?来\s*源|(?:阅读|浏览|点击)(?:次数|量|数)?|责任编辑|责\s*编|编\s*辑|作\s*者|打印|收藏|分享)\s*[:：]\s*[】\])）]?次?$",
    "drop_line",
    "a label whose value a script fills in",
    ("来源：", "浏览次数：", "发布时间:"),
    spares=("点评：", "附件：", "时间地点："),
    cues=("时间", "日期", "源", "阅读", "浏览", "点击", "编", "作", "打印", "收藏", "分享"),
    longest=14,
)
_COLLECTIVE = Rule(
    "collective_byline", r"^(?:[\u4e00-\u9fff]{2,4}社|本报|本网)(?:评论员|记者)$", "drop_line", "a byline that names nobody",
    ("新华社记者", "本报评论员"), spares=("本报记者 张三",), cues=("记者", "评论员"), longest=10,
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    *_NAVIGATION,
    *_TOOLS,
    *_PAGERS,
    *_COUNTERS,
    *_FOOTERS,
    *_AFTER,
    *PORTAL_RULES,
    *_CREDITS[:-1],
    _EDITION,
    _COLLECTIVE,
    _CREDITS[-1],
)
