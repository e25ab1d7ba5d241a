"""The trail of reading (docs/adr/0049): who saw what, when, and who was refused."""
