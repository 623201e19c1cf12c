"""FETCH: all that knows Scrapy or the network."""
