"""达州长安网. Seen: addresses of a list and of an article. Assumed: the column's name."""

from crawler.families.columns import ColumnsSpider


class DazhouChanganSpider(ColumnsSpider):
    name = "dazhou_changan"
    title = "达州长安网"
    region, level, kind = "511700", "city", "zhengfa"
    home = "https://www.dazhoupeace.gov.cn/"
    columns = {"动态": "https://www.dazhoupeace.gov.cn/fycz/"}
    article_pattern = r"/\w+/20\d{6}/\d+\.html$"
    article_example = "https://www.dazhoupeace.gov.cn/fycz/20250416/2961965.html"
    confidence = "high"
