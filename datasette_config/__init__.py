"""SHOW: what Datasette is given, so that it is a reading room."""
