"""A board with more on it than it has room for is shown all the same, whatever the rest of it is."""

import pytest

from api.hub import Surface
from api.panels import LIMITS, PANELS, part_of, render_panel
from domain.words import IncidentClass
from escalation.sweep import sweep
from projections.board import compose


@pytest.mark.parametrize("page", ["wall", "desk"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_when_every_clock_has_run_out_the_hidden_ones_are_counted(office, look, page, language):
    limit = LIMITS[page]["clocks"]
    for n in range(limit + 3):
        office.call(f"第{n}起", klass=IncidentClass.ACCIDENT)
    office.clock.forward(days=40)
    sweep(office.desk, office.clock.at)
    board = compose(look())
    assert len(board.queue) > limit
    assert all(line.ran_out for line in board.queue)
    surface = Surface(page, language)
    shown = {target: render_panel(target, surface, part_of(target, board)) for target in PANELS}
    assert str(len(board.queue) - limit) in shown["#clocks"]
