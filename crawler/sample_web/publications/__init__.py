"""One file a publication: where its pages lie and what their markup looks like."""
