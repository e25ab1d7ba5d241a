"""A real Chromium for every browser test, and windows that complain of whatever went wrong in them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.support.screens import Screen

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
GET_CHROMIUM = "no browser: `apt-get install chromium fonts-noto-cjk`, then run this again"
GET_AXE = "axe-core is not here: `make install` fetches it"

# Pictures are taken when somebody asks for them; they prove nothing.
collect_ignore = [] if os.environ.get("SHOUBAO_SCREENSHOTS") else ["test_screenshots.py"]


def missing(how_to_get_it):
    """Under SHOUBAO_TEST_ALL nothing is skipped: what is missing fails."""
    if os.environ.get("SHOUBAO_TEST_ALL") == "1":
        pytest.fail(how_to_get_it)
    pytest.skip(how_to_get_it)


@pytest.fixture(scope="module")
def chromium():
    """Ended with its module: the browser's event loop must not be there when others run theirs."""
    path = shutil.which("chromium") or missing(GET_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_screen(chromium):
    """Opens a window of somebody's own: `open_screen(server, "zhiban", "/wall", language="en")`."""
    screens = []

    def opened(server, login=None, path=None, **options):
        screen = Screen(chromium, server, **options)
        screens.append(screen)
        if login:
            screen.sign_in(login)
        if path:
            screen.go(path)
        return screen

    yield opened
    for screen in screens:
        screen.close()


@pytest.fixture(scope="module")
def kept_window(chromium):
    """One window for page after page, until somebody else's is asked for.

    A new window for each of a hundred pages costs as much again as all that is done with the pages.
    """
    kept = {}

    def window(server, login, *, size, language):
        whose = server, login
        if whose not in kept:
            _close(kept)
            kept[whose] = Screen(chromium, server)
            if login:
                kept[whose].sign_in(login)
        return kept[whose].anew(size, language)

    yield window
    _close(kept)


def _close(kept):
    while kept:
        kept.popitem()[1].close()


@pytest.fixture(scope="session")
def axe():
    return AXE.read_text(encoding="utf-8") if AXE.exists() else missing(GET_AXE)
