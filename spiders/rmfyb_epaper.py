"""人民法院报. Seen: addresses of an issue and of articles to 2019.

Assumed: the entrance; newer issues may be on www.rmfyb.com.
"""

from crawler.families.founder_paper import FounderPaperSpider


class RmfybEpaperSpider(FounderPaperSpider):
    name = "rmfyb_epaper"
    title = "人民法院报"
    region, level, kind = "000000", "central", "epaper"
    home = "http://rmfyb.chinacourt.org/"
    entrance = "http://rmfyb.chinacourt.org/paper/paperindex.htm"
    issue_url = "http://rmfyb.chinacourt.org/paper/html/{day:%Y-%m}/{day:%d}/node_2.htm"
    article_example = "http://rmfyb.chinacourt.org/paper/html/2018-10/09/content_144238.htm"
    keeps = "all"
