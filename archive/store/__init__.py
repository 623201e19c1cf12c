"""Store: the rows. The only room whose SQL writes."""
