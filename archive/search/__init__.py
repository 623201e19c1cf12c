"""Finding articles by any word of one character or more, in either script."""
