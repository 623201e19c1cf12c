"""澎湃新闻. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.next_data import NextDataSpider


class ThepaperSpider(NextDataSpider):
    name = "thepaper"
    title = "澎湃新闻"
    region, level, kind = "000000", "central", "media"
    home = "https://www.thepaper.cn/"
    columns = {"频道": "https://www.thepaper.cn/channel_25951", "栏目": "https://www.thepaper.cn/list_25428"}
    article_example = "https://www.thepaper.cn/newsDetail_forward_24631566"
    confidence = "high"
