"""The log: one append-only history of the office, written by one writer, read by position."""
