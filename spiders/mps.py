"""公安部. Seen: addresses of lists and articles; it may answer with a cookie challenge (521), which is not solved.

Assumed: nothing.
"""

from crawler.families.turbo import TurboSpider


class MpsSpider(TurboSpider):
    name = "mps"
    title = "公安部"
    region, level, kind = "000000", "central", "police"
    home = "https://www.mps.gov.cn/"
    columns = {
        "工作动态": "https://www.mps.gov.cn/n2254098/n4904352/index.html",
        "公安要闻": "https://www.mps.gov.cn/n2253534/n2253535/index.html",
        "地方动态": "https://www.mps.gov.cn/n2255079/n4876594/n5104076/n5104080/index.html",
        "政策文件": "https://www.mps.gov.cn/n6557558/index.html",
        "政策解读": "https://www.mps.gov.cn/n6557563/index.html",
    }
    article_example = "https://www.mps.gov.cn/n2254098/n4904352/c9947046/content.html"
    confidence = "high"
