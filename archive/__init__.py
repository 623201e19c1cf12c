"""KEEP: what the archive keeps and understands. Runs without Scrapy; the folder names are the stages, in order."""
