"""海南政法网. Seen: addresses of a list and of an article. Assumed: that its program is PHPCMS."""

from crawler.families.phpcms import PhpcmsSpider


class HainanZhengfaSpider(PhpcmsSpider):
    name = "hainan_zhengfa"
    title = "海南政法网"
    region, level, kind = "460000", "province", "zhengfa"
    home = "https://www.hnzhengfa.gov.cn/"
    columns = {"市县动态": "https://www.hnzhengfa.gov.cn/news/shixiandongtai/"}
    article_example = "https://www.hnzhengfa.gov.cn/news/shixiandongtai/show-65456.html"
    confidence = "high"
