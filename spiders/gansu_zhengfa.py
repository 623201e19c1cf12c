"""甘肃政法网. Seen: article addresses (`/Show/361881`). Assumed: the list's address and its `?page=`."""

from crawler.families.mvc_show import MvcShowSpider


class GansuZhengfaSpider(MvcShowSpider):
    name = "gansu_zhengfa"
    title = "甘肃政法网"
    region, level, kind = "620000", "province", "zhengfa"
    publisher = "中共甘肃省委政法委员会"
    home = "https://gszfw.gov.cn/"
    columns = {"队伍建设": "https://gszfw.gov.cn/List/12"}
    article_example = "https://gszfw.gov.cn/Show/361881"
