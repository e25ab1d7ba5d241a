"""Real accidents played through the real desk: what the clocks and verdicts would have been."""
