"""白银市公安局. Seen: addresses of a list and of an article, on the city's own site. Assumed: the column's name."""

from crawler.families.jpaas import JpaasSpider


class BaiyinGajSpider(JpaasSpider):
    name = "baiyin_gaj"
    title = "白银市公安局"
    region, level, kind = "620400", "city", "police"
    home = "https://www.baiyin.gov.cn/sgaj/"
    columns = {"新闻发布会": "https://www.baiyin.gov.cn/sgaj/fdzdgknr/xwfbh/"}
    article_pattern = r"/sgaj/.*/art/20\d{2}/art_[0-9a-f]{32}\.html$"
    article_example = "https://www.baiyin.gov.cn/sgaj/fdzdgknr/xwfbh/art/2024/art_7f7ea51ac27448f7b8fc8095e64abfee.html"
    confidence = "high"
    cadence = "weekly"
