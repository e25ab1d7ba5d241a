"""文书: papers made from what is on record."""
