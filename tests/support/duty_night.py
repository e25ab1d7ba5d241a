"""A night on duty told fast: time passes, every clock rings when it is due, and the board is read aloud.

night.passes(minutes=40)
assert night.says() == ["临江区→云州市 B01 余80分"]
"""

from __future__ import annotations

from datetime import timedelta

from escalation.sweep import sweep
from projections.board import compose
from tests.support.views import caught_up, close, follower


class DutyNight:
    def __init__(self, office, views):
        self.office = office
        self._follower = follower(office.log, views)

    @property
    def now(self):
        return self.office.clock.at

    def passes(self, **by):
        """As the waiter does it: at each due time on the way, what is due runs out."""
        until = self.now + timedelta(**by)
        while (due := self.office.log.next_due()) and due <= until:
            self.office.clock.move_to(due)
            sweep(self.office.desk, due)
        self.office.clock.move_to(until)

    @property
    def board(self):
        return compose(caught_up(self._follower))

    @property
    def all_rows(self):
        return caught_up(self._follower).rows

    def rows(self, view):
        return self.all_rows[view.name].values()

    def says(self, who=None):
        """Every line, or those of one unit, from top to bottom."""
        return [self._read(one) for one in self.board.clocks if who in (None, one.who)]

    def cards(self):
        return [f"{one.number} {one.title} {one.level.value}" for one in self.board.incidents]

    def _read(self, line):
        minutes = int((line.due_at - self.now).total_seconds()) // 60
        left = f"超{-minutes}分" if line.ran_out else f"余{minutes}分"
        task = "" if line.counted else " 不计"
        return f"{line.who}→{line.whom} {line.rule} {left}{task}"

    def over(self):
        close(self._follower)
