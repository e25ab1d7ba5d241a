"""Our own numbers: each is measured beside the least work that could do the same, on the same disk."""
