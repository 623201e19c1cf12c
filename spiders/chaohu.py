"""巢湖. Seen: a list's address on the host, and the article route on a mirror. Assumed: that they are one program."""

from crawler.families.thinkphp import ThinkphpSpider


class ChaohuSpider(ThinkphpSpider):
    name = "chaohu"
    title = "巢湖市文明网"
    region, level, kind = "340181", "county", "zhengfa"
    home = "http://www.chaohu.gov.cn/"
    columns = {"部门动态": "http://www.chaohu.gov.cn/chwhgb/Article/lists/cateid/3.html"}
    article_example = "http://www.chaohu.gov.cn/chwhgb/Article/show/id/22377.html"
    confidence = "low"
