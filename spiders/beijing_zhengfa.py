"""北京政法网. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.trs import TrsSpider


class BeijingZhengfaSpider(TrsSpider):
    name = "beijing_zhengfa"
    title = "北京政法网"
    region, level, kind = "110000", "province", "zhengfa"
    home = "https://www.bj148.org/"
    columns = {
        "政法": "https://www.bj148.org/zf1/",
        "社会安全": "https://www.bj148.org/zz1/shaq/",
        "案件播报": "https://www.bj148.org/sa1/ajbb/",
        "文化": "https://www.bj148.org/wh/",
        "综治动态": "https://www.bj148.org/yck/zzdt/",
    }
    article_example = "https://www.bj148.org/sa1/ajbb/202401/t20240103_1661271.html"
    confidence = "high"
