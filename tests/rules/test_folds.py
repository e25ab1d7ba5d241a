"""Each kind of stream holds its own events and no others: a stranger is refused by name, never guessed at."""

from __future__ import annotations

import inspect

import pytest

from domain.kernel import Event
from domain.times import WorldTime
from tests.support.ladder import minute
from tests.support.tree import trade_modules


class Stranger(Event):
    """No topic of its own: it is stored nowhere."""

    at: WorldTime


STRANGER = Stranger(at=minute(0))
FOLDS = {
    module.__name__: module.evolve
    for module in trade_modules()
    if hasattr(module, "evolve") and module.evolve.__module__ == module.__name__
}


def test_there_are_folds():
    assert len(FOLDS) > 15


@pytest.mark.parametrize("name", FOLDS)
def test_a_stranger_is_refused_by_its_name(name):
    with pytest.raises(TypeError, match="Stranger"):
        FOLDS[name](None, STRANGER)


@pytest.mark.parametrize("name", FOLDS)
def test_every_fold_says_what_it_holds(name):
    assert inspect.signature(FOLDS[name]).parameters
