"""Password hashing at the least cost argon2 knows: a test that signs in a hundred times has no time for more."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

CHEAP = partial(Argon2Hasher, time_cost=1, memory_cost=8, parallelism=1)


@contextmanager
def cheap_passwords():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desk.vault.vault.Argon2Hasher", CHEAP)
        yield
