"""Looking around a publication: few pages of it, asked for one after the other, and what they make of a site file."""
