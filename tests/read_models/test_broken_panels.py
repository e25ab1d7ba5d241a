"""A panel that cannot be made says so in its own place, and hides no other."""

import logging
from types import SimpleNamespace

import pytest

from api import panels
from api.hub import Surface
from api.languages import LANGUAGES, say
from api.panels import PANELS, panels_on, render_panel
from projections.board import compose

SURFACES = [Surface(page, language) for page in ("wall", "desk") for language in LANGUAGES]
NONSENSE = SimpleNamespace(queue=[object()])


@pytest.fixture
def breaks(monkeypatch, caplog):
    """Template names that fail from now on."""
    caplog.set_level(logging.CRITICAL)
    broken, render = set(), panels.render

    def fails(template, *words, **data):
        if template in broken:
            raise ZeroDivisionError
        return render(template, *words, **data)

    monkeypatch.setattr(panels, "render", fails)
    return broken


@pytest.mark.parametrize("surface", SURFACES)
def test_what_its_template_cannot_show_is_no_calm_panel(surface, caplog):
    panel = render_panel("#clocks", surface, NONSENSE)
    assert panel.startswith('<section id="clocks" class="clocks broken-panel" role="alert">')
    assert say(surface.language, "panels.not_calm") in panel
    assert say(surface.language, "board.calm") not in panel
    assert "#clocks" in caplog.text


@pytest.mark.parametrize("surface", SURFACES)
def test_every_panel_can_be_the_broken_one_and_the_others_stay(office, look, breaks, surface):
    office.call("化工厂爆炸")
    board = compose(look())
    sound = panels_on(surface, board)
    for target in PANELS:
        breaks.add(f"panel/{target[1:]}.html")
        shown = panels_on(surface, board)
        breaks.clear()
        changed = {name for name in shown if shown[name] != sound[name]}
        assert changed == {target[1:]}
        assert f'id="{target[1:]}"' in shown[target[1:]]
        assert "broken-panel" in shown[target[1:]]


def test_rings_that_cannot_be_shown_are_heard(office, look, breaks):
    breaks.add("panel/rings.html")
    shown = panels_on(SURFACES[0], compose(look()))["rings"]
    assert 'class="unanswered" data-manner="ring"' in shown
