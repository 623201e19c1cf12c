"""From what a page printed to fields and paragraphs: mirror damage, script, dates, labels, bylines, furniture."""
