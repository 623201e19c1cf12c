"""The sites of the invented web: one spider class a publication, as `spiders/` has for the real one."""
