"""The `jingwen` command, one file a subject."""
