"""巢湖市政府部门子站, where several agencies post. Seen: a list's address, and the article route on a mirror.

Assumed: that they are one program, the sub-site's title and the column's name.
"""

from crawler.families.thinkphp import ThinkphpSpider


class ChaohuSpider(ThinkphpSpider):
    name = "chaohu"
    title = "巢湖市政府部门子站"
    region, level, kind = "340181", "county", "portal"
    publisher = "巢湖市人民政府"
    home = "http://www.chaohu.gov.cn/chwhgb/"
    columns = {"部门动态": "http://www.chaohu.gov.cn/chwhgb/Article/lists/cateid/3.html"}
    article_example = "http://www.chaohu.gov.cn/chwhgb/Article/show/id/22377.html"
    confidence = "low"
