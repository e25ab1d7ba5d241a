"""What the log must not hold: accounts, sessions, tokens, and the keys that make sealed words readable."""
