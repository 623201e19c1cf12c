"""The download handler of the browser extra: bounded in time and size, its pages closed, its failures Scrapy's own."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy import Request, Spider
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawler.browser import SECONDS
from crawler.settings import DOWNLOAD_MAXSIZE

CLOSING = 5  # seconds; a page whose script never ends is left to the end of the browser


class BoundedBrowser(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc] # the extra may not be there
    """A script that never ends, a page that grows without end and a page that cannot be had each end in their class."""

    async def _download_request(self, request: Request, spider: Spider | None = None) -> Response:
        try:
            async with asyncio.timeout(SECONDS):
                response: Response = await super()._download_request(request, spider)
        except (TimeoutError, PlaywrightTimeout) as error:
            raise DownloadTimeoutError(f"{request.url} was not built after {SECONDS} seconds") from error
        except PlaywrightError as error:
            failure = request.meta.pop("browser_failure", None)
            if failure is not None:
                raise failure from error
            raise
        finally:
            await self._close_page(request)
        if len(response.body) > DOWNLOAD_MAXSIZE:
            raise DownloadCancelledError(f"{request.url} grew to {len(response.body):,} bytes in the browser")
        return response

    async def _close_page(self, request: Request) -> None:
        page = request.meta.pop("playwright_page", None)
        if page is not None and not page.is_closed():
            with suppress(TimeoutError, PlaywrightError):
                async with asyncio.timeout(CLOSING):
                    await page.close()
