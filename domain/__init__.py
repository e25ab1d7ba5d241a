"""What happened and what may happen: aggregates, rules and policies. No I/O, no clock, no randomness."""
