"""What became of a request, as one of the failure classes of `archive.records`."""

from __future__ import annotations

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.spidermiddlewares.httperror import HttpError

from archive.records import FailureClass
from crawler.address import PrivateAddress


class PageRefused(IgnoreRequest):
    """An answer that is no page of the site: a challenge, a soft 404, a redirect to the home page, no text at all."""

    def __init__(self, failure: FailureClass, detail: str) -> None:
        super().__init__(detail)
        self.failure = failure


STATUS: dict[int, FailureClass] = {403: "http_403", 404: "http_404", 410: "http_410", 429: "http_429"}


def status_failure(status: int) -> FailureClass:
    """The class of an HTTP status that is an error."""
    return STATUS.get(status) or ("http_5xx" if status >= 500 else "http_4xx")


def classify(error: BaseException) -> FailureClass:
    """The class of what a request ended with; what is not known more exactly is a reset connection."""
    if isinstance(error, PageRefused):
        return error.failure
    if isinstance(error, HttpError):
        return status_failure(int(error.response.status))
    found = next((failure for kind, failure in KINDS if isinstance(error, kind)), None)
    if found is not None:
        return found
    causes = [error, *getattr(error, "reasons", []), error.__cause__]
    for cause in causes:
        reason = getattr(cause, "value", cause)
        if isinstance(reason, PrivateAddress):
            return "private_address"
        if isinstance(reason, SSL.Error):
            return "tls"
        if reason is not error and getattr(reason, "reasons", None):
            return classify(reason)
    words = str(error).lower()
    if "max redirections" in words:
        return "redirect_loop"
    if "maxsize" in words:
        return "too_large"  # decompressed beyond the limit
    if "robots.txt" in words:
        return "robots"
    return "tls" if "ssl" in words or "certificate" in words else "reset"


KINDS: tuple[tuple[type[BaseException], FailureClass], ...] = (
    (PrivateAddress, "private_address"),
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (DownloadTimeoutError, "timeout"),
    (DownloadCancelledError, "too_large"),
)
