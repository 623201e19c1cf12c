"""Sentence patterns by kind of story; all people, places and papers are invented."""
