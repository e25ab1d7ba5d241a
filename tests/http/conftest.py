"""The office these tests knock at: one per module, and a fresh one where a test turns its clock or shuts it."""

import pytest

from tests.support.web import a_web


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    with a_web(tmp_path_factory.mktemp("office")) as web:
        yield web


@pytest.fixture
def own_web(tmp_path):
    with a_web(tmp_path) as web:
        yield web
