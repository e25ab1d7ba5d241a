"""A page whose panel cannot be made is there all the same, and says which one is not."""

from __future__ import annotations

import logging

import pytest

from api import panels
from desk.access import Role


@pytest.mark.parametrize("path", ["/", "/wall", "/replay"])
def test_one_broken_panel_leaves_the_page_and_its_other_panels(web, monkeypatch, caplog, path):
    caplog.set_level(logging.CRITICAL)
    render = panels.render

    def fails(template, *words, **data):
        return render(template.replace("clocks", "no-such"), *words, **data)

    monkeypatch.setattr(panels, "render", fails)
    shown = web.browser(Role.DUTY_LEADER, on_shift=True).get(path)
    assert shown.status_code == 200
    assert shown.text.count("broken-panel") == 1
    assert "时限：本栏出错" in shown.text
    assert 'id="incidents"' in shown.text
