"""Extracts people can use: the same rows on the command line and on the pages."""
