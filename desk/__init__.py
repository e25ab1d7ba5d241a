"""The one door in: commands on the log, and the vault beside it."""
