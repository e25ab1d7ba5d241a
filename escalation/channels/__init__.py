"""Ways to reach somebody outside: each takes one message and says accepted, rejected or unknown."""
