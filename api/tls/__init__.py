"""TLS without anybody else: the office vouches for its own servers."""
