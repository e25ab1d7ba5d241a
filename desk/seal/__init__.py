"""What stands outside the office's program and keeps what it cannot take back: the sealer's and the witnesses' files."""
