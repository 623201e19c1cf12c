"""Which texts are one story: fingerprints to find candidates, exact containment to judge them."""
