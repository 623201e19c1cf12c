"""Extraction 抽取: the article inside a page's HTML, every field with the reader that gave it."""
