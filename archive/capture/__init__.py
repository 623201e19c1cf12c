"""Capture: the bytes as they came, in WARC files. The only room that knows warcio."""
