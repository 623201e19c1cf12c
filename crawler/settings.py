"""Scrapy's settings: politeness and limits, every value with its reason."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def _version() -> str:
    try:
        return version("jingwen")
    except PackageNotFoundError:
        return "0"


BOT_NAME = "jingwen"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
SPIDER_LOADER_CLASS = "crawler.catalogue.SiteLoader"  # a file that cannot be read says which it is

# Who we are: a site that wants us to stop must be able to name us in its robots.txt.
USER_AGENT = f"jingwen/{_version()} (archive of public-security news; robots.txt is obeyed)"
ROBOTSTXT_USER_AGENT = "jingwen"
ROBOTSTXT_OBEY = True

# Polite sources used 1.2 to 2 s a host; AutoThrottle slows down further when the server does.
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.5
CONCURRENT_REQUESTS = 16
# A page gives one item at most; Scrapy starts this many tasks for every response, and 100 cost a fifth of a crawl.
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False  # parses our callbacks' source again and again
CONCURRENT_REQUESTS_PER_DOMAIN = 2
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

# Pages come from strangers: size, time and depth are bounded.
DOWNLOAD_MAXSIZE = 20_000_000
DOWNLOAD_WARNSIZE = 5_000_000
DOWNLOAD_TIMEOUT = 30
DEPTH_LIMIT = 200
REDIRECT_MAX_TIMES = 5
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408, 429]
DNS_TIMEOUT = 20
TWISTED_DNS_RESOLVER = "crawler.address.GuardedResolver"
DOWNLOAD_VERIFY_CERTIFICATES = True
# Only the web: a page must not make us read a file, an FTP server or a bucket.
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
METAREFRESH_ENABLED = False  # an e-paper's refreshes are its list of issues, read by its family
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REFERER_ENABLED = True

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
ASYNCIO_EVENT_LOOP = "uvloop.Loop"  # a quarter more pages a second than asyncio's own

DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.addresses.Addresses": 50,  # before robots.txt is asked for
    "crawler.middlewares.conditional.Conditional": 560,
    "crawler.middlewares.charset.TrueCharset": 565,
    "crawler.middlewares.challenge.Challenge": 570,  # an answer is kept before it is judged
    "crawler.middlewares.unpack.OpenGzip": 575,
    "crawler.middlewares.capture.CaptureAnswers": 580,  # after HttpCompression (590) has undone the encoding
    "crawler.middlewares.capture.CaptureRedirects": 610,  # before they are followed (600)
}
ITEM_PIPELINES = {"crawler.pipelines.Filing": 300}
EXTENSIONS = {"crawler.middlewares.headers.BoundedHeaders": 50, "crawler.reports.RunReport": 100}
HTTPERROR_ALLOWED_CODES = [304]

LOG_LEVEL = "WARNING"
LOGSTATS_INTERVAL = 0
FEED_EXPORT_ENCODING = "utf-8"

# Our own
JINGWEN_DATA = ""  # the data directory; empty: the environment's JINGWEN_DATA, else ./data
SAMPLE_WEB = ""  # host:port of the sample web; every *.test host is found there
MAX_PAGES = 0  # articles fetched a site and run; 0 is no limit
MOST_LOOKS = 300  # known articles a site and run that are looked at again
PICTURES = False  # whether the pictures of articles are kept, also of sites that do not ask for it
TODAY = ""  # the day it is, for a web with a clock of its own; empty: today
SINCE, UNTIL = "", ""  # the days of publication a crawl covers
READER_SECONDS = 20  # one page may take so long to read
