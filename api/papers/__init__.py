"""Papers of the desk: composed from the log, printed, numbered and kept."""
