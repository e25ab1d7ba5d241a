"""The vault every test here opens, in a folder of its own."""

import pytest

from api.clock import entropy
from desk.vault.vault import open_vault
from tests.support.passwords import cheap_passwords


@pytest.fixture
def vault(tmp_path):
    with cheap_passwords():
        vault = open_vault(tmp_path, entropy)
    yield vault
    vault.close()
