"""Detection: what a publication's pages show of its family, lists, addresses and owner. Pure: pages in, words out."""
