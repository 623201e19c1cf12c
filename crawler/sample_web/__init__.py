"""An invented web of police news in the shapes of the real one: demo, tests, benchmarks and faults."""
