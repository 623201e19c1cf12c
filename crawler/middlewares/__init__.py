"""What stands between Scrapy and the web: addresses refused, conditional requests, capture, challenges."""
