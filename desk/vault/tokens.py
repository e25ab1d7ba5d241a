"""What opens without a password: 256 random bits, told once, and kept only as a hash."""

from __future__ import annotations

import base64
import hashlib

from desk.vault.keys import Entropy

TOKEN_BYTES = 32


def new_token(entropy: Entropy) -> str:
    return base64.urlsafe_b64encode(entropy(TOKEN_BYTES)).rstrip(b"=").decode()


def hash_of(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
