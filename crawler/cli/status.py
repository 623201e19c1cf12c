"""`jingwen status`: what the archive holds and how its sites fare."""
