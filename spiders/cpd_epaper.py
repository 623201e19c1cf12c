"""人民公安报·交通安全周刊. Seen: the weekly's issue and article addresses, and the index of its days.

Assumed: that the index leads to the newest issue. The folder of the daily itself was not seen.
"""

from crawler.families.legal_papers import CpdPaperSpider


class CpdEpaperSpider(CpdPaperSpider):
    name = "cpd_epaper"
    title = "人民公安报·交通安全周刊"
    region, level, kind = "000000", "central", "epaper"
    publisher = "人民公安报"
    home = "https://epaper.cpd.com.cn/"
    entrance = "https://epaper.cpd.com.cn/szb/wwwcpd_9/dzb_16465/jtzksy/suoyin/"
    issue_url = "https://epaper.cpd.com.cn/szb/wwwcpd_9/dzb_16465/jtaqzk/{day:%Y}/{day:%Y_%m_%d}/"
    article_example = "http://epaper.cpd.com.cn/szb/wwwcpd_9/dzb_16465/jtaqzk/2025/2025_04_01/16479_2025_04_01_41151/425/t_1177973.html"
    keeps = "all"
    cadence = "weekly"
