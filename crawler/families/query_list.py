"""Lists and articles told apart by a query: `list.aspx?id=3&page=2`, `article_show.php?id=9`, `news.html?aid=9`."""

from __future__ import annotations

from typing import ClassVar

from crawler.families.columns import ColumnsSpider


class QueryListSpider(ColumnsSpider):
    """ASP.NET, JSP and PHP. A list whose next page is a postback (`__doPostBack`) ends here: forms are never sent."""

    family: ClassVar[str] = "query_list"
    article_pattern: ClassVar[str] = (
        r"(?i:/(?!\w*(?:list|index|search))\w*(?:detail|show|view|article|content|news|info|read)\w*"
        r"(?:\.(?:aspx?|jsp|php|html?|do|action))?\?(?:[^#]*&)?(?:\w*id|pa|no)=[0-9a-f]+(?:&|$)|/Pages_\d+_\d+\.aspx$)"
    )
    markers: ClassVar[tuple[str, ...]] = (
        r"(?i:[\"'/](?!lm_)\w*list\w*\.(?:aspx?|jsp|php)\?)",
        r"name=\"__VIEWSTATE\"",
        r"__doPostBack\(",
    )
