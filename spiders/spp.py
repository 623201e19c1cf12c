"""最高人民检察院. Seen: addresses of lists and of an article. Assumed: the columns' names."""

from crawler.families.trs import TrsSpider


class SppSpider(TrsSpider):
    name = "spp"
    title = "最高人民检察院"
    region, level, kind = "000000", "central", "zhengfa"
    home = "https://www.spp.gov.cn/"
    columns = {
        "权威发布": "https://www.spp.gov.cn/spp/qwfb/index.shtml",
        "重点工作": "https://www.spp.gov.cn/spp/zdgz/index.shtml",
        "头条": "https://www.spp.gov.cn/spp/tt/index.shtml",
    }
    article_example = "https://www.spp.gov.cn/spp/zdgz/201906/t20190626_423039.shtml"
    confidence = "high"
