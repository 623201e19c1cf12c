"""巢湖市人民政府. Seen: a list's address; articles of a county on the same program.

Assumed: the column's name, the example's number.
"""

from crawler.families.longxun import LongxunSpider


class ChaohuGovSpider(LongxunSpider):
    name = "chaohu_gov"
    title = "巢湖市人民政府"
    region, level, kind = "340181", "county", "portal"
    home = "https://www.chaohu.gov.cn/"
    columns = {"信息公开": "https://www.chaohu.gov.cn/public/column/13961?type=4&catId=6999451&action=list"}
    article_example = "https://www.chaohu.gov.cn/public/13961/12345678.html"
    confidence = "high"
