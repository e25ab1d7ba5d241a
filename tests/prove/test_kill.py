"""SIGKILL again and again under load: nothing acknowledged is lost, nothing done twice, no clock missed."""

import os
import random
import statistics
import time
import urllib.request
from collections import Counter
from datetime import timedelta

import msgspec
import pytest

from api.clock import wall
from desk.founding import shipped_book
from desk.office import AdoptRules, adopt_rules
from desk.vault.accounts import TokenKind
from domain.rulebook import book_of
from tests.support.audit import Audit
from tests.support.callers import Caller, all_work
from tests.support.killing import INSIDE, OUTSIDE, Mortal
from tests.support.serving import a_staffed_office

SEED = int(os.environ.get("SHOUBAO_SEED", "20261124"))
KILLS = int(os.environ.get("SHOUBAO_KILLS", "300"))
CALLERS = 4
SHARE_INSIDE = 0.6
SECONDS_SHORT = (1, 2, 3)  # limits that fall due around the kills


def short_book():
    """One rule of the shipped book, three times, with seconds for hours."""
    book = shipped_book(("wuhan",))
    rule = book.get("B01")
    rules = [
        msgspec.structs.replace(rule, id=f"S{n}", limit=timedelta(seconds=n)) for n in SECONDS_SHORT
    ]
    return book_of(rules, book.policies)


class Night:
    """A served office, its callers, and whoever audits it after every death."""

    def __init__(self, folder):
        with a_staffed_office(folder) as office:
            office.do(adopt_rules, AdoptRules(book=short_book(), presets=()))
            token = office.vault.issue_token(
                TokenKind.API,
                office.accounts["zhiban"].id,
                "caller",
                wall(),
                wall() + timedelta(days=1),
            )
            units = {"county": str(office.county), "city": str(office.city)}
        self.token, self.luck = token, random.Random(SEED)
        self.server, self.audit = Mortal(folder), Audit(folder)
        self.callers = [Caller(self.server.port, token, units, SEED + n) for n in range(CALLERS)]
        self.died, self.starts = Counter(), []

    @property
    def acknowledged(self):
        return [one for caller in self.callers for one in caller.acknowledged]

    def life(self, moment):
        """One start, what must hold after it, and the next death."""
        ready, took = self.server.start(moment, self.luck.randint(1, 12))
        self.starts.append(took)
        self.holds(ready)
        threads = all_work(self.callers)
        if moment == OUTSIDE:
            time.sleep(self.luck.uniform(0.05, 0.5))
            assert self.server.kill() == -9
        else:
            assert self.server.dies() == -9
        self.died[moment] += 1
        for thread in threads:
            thread.join()
        assert [one.wrong for one in self.callers] == [[]] * CALLERS

    def holds(self, ready):
        self.audit.read()
        self.audit.no_clock_is_missed(ready)
        self.audit.commands_stand_once(self.acknowledged)
        self.audit.chain_holds(self.acknowledged)
        self.audit.board_is_a_rebuild(self.board())
        for caller in self.callers:
            if caller.acknowledged:
                self.same_receipt(caller, self.luck.choice(caller.acknowledged))

    def same_receipt(self, caller, one):
        status, again = caller.asks_again(one)
        assert (status, again["replayed"]) == (200, True)
        assert {**again, "replayed": None} == {**one.answer, "replayed": None}

    def board(self):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.server.port}/api/v1/board",
            headers={"authorization": f"Bearer {self.token}"},
        )
        with urllib.request.urlopen(request) as response:
            return response.read()

    def end(self):
        """One more start: what the last death left must hold too, and every outcome becomes known."""
        ready, _ = self.server.start()
        for caller in self.callers:
            caller.settles()
        self.holds(ready)
        assert all(one.answer for caller in self.callers for one in caller.sent)
        self.server.kill()

    def close(self):
        self.server.end()
        self.audit.close()

    def told(self):
        again = [one for one in self.acknowledged if one.lost_its_answer]
        inside = sum(self.died[moment] for moment in INSIDE)
        return (
            f"{sum(self.died.values())} kills, {inside} of them between a command's arrival "
            f"and its answer {dict(self.died)}; {len(self.acknowledged)} commands "
            f"acknowledged, {len(again)} sent again; {self.audit.head} events, "
            f"{len(self.audit.clocks)} clocks set, {len(self.audit.ran_out)} ran out; "
            f"start {statistics.median(self.starts):.2f} s in the middle, "
            f"{max(self.starts):.2f} s at worst"
        )


def killed(folder, moments):
    print(f"\nseed {SEED}")
    night = Night(folder)
    try:
        for moment in moments:
            night.life(moment)
        night.end()
        print(night.told())
    finally:
        night.close()
    return night


def test_killed_once_at_each_moment_of_a_command(tmp_path):
    night = killed(tmp_path, [*INSIDE, OUTSIDE])
    assert night.acknowledged


@pytest.mark.prove
def test_killed_hundreds_of_times_under_load(tmp_path):
    luck = random.Random(SEED)
    moments = [
        luck.choice(INSIDE) if luck.random() < SHARE_INSIDE else OUTSIDE for _ in range(KILLS)
    ]
    night = killed(tmp_path, moments)
    assert sum(night.died[one] for one in INSIDE) * 3 >= KILLS
    assert night.audit.ran_out
