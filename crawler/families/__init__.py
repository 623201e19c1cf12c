"""One file a CMS family: how its lists, pages of lists and issues are laid out."""
