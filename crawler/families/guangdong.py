"""广东集约化: every site of the province's one platform; articles `content/post_4281874.html`, pages `index_2.html`."""

from __future__ import annotations

from typing import ClassVar

from scrapy.http import Response

from crawler.families.columns import ColumnsSpider
from crawler.families.page_count import older_page


class GuangdongSpider(ColumnsSpider):
    """`content/post_N.html`, in the catalogue of public information `content/9/12/post_N.html`; `mpost_` is mobile."""

    family: ClassVar[str] = "guangdong"
    article_pattern: ClassVar[str] = r"/content/(?:\d+/\d+/)?post_\d+\.html$"
    markers: ClassVar[tuple[str, ...]] = (r"href=[\"']?[^\"'\s>]*content/(?:\d+/\d+/)?m?post_\d+\.html",)

    def older(self, response: Response) -> str:
        return super().older(response) or older_page(response.text, response.url) or ""
