"""The duty log is folded the same live and anew, tells every line in both languages, and renumbers nothing."""

from __future__ import annotations

import json
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.duty_log_cells import CELLS, Reader
from api.languages import say
from api.rendering import shown_text
from desk.incidents import DecideLevel, decide_level
from desk.log.codec import decode
from desk.log.envelope import Recorded
from domain.actors import Actor, ActorKind
from domain.words import Level
from projections.beside import BESIDE
from projections.duty_log import ENTRIES, entries_between
from projections.duty_log_columns import Desk, Words, in_words
from projections.duty_log_lines import log_lines
from tests.support.moves import MOVES, Moves
from tests.support.office import NINE, an_office
from tests.support.views import caught_up, close, follower

HISTORY = Path(__file__).parents[1] / "history"

move = st.tuples(st.sampled_from([*MOVES, "call", "ring"]), st.integers(0, 11))
nights = st.lists(move, min_size=4, max_size=24)


def a_desk(folder):
    office = an_office(Path(folder))
    office.officer = Actor(kind=ActorKind.PERSON, id=str(office.person("李敏")))
    return office


def entries(views):
    found = entries_between(views, NINE - timedelta(days=400), NINE + timedelta(days=4_000))
    return {one.seq: one for one in found}


def told(office, views, language="zh"):
    """Every line, as the cells that an auditor reads."""
    words = Words(str, partial(shown_text, language), partial(say, language))
    reader = Reader(language, str, lambda _: "〔保密〕")
    desk = Desk(office.log, words, words, partial(beside, views), office.county, {})
    lines = log_lines(desk, entries(views).values())
    return [[cell(reader, line) for cell in CELLS.values()] for line in lines]


def beside(views, incident):
    row = views.rows[BESIDE.name].get(incident)
    return row.streams if row else ()


@settings(max_examples=15, deadline=None)
@given(nights, st.sampled_from([1, 3, 5_000]))
def test_the_log_folded_live_is_the_log_folded_anew_and_no_number_ever_changes(night, batch):
    with tempfile.TemporaryDirectory() as folder:
        office = a_desk(folder)
        desk, live, before = Moves(office), follower(office.log, Path(folder) / "views.db"), {}
        for move, n in (("call", 1), ("call", 2), *night):
            desk.play(move, n)
            after = entries(caught_up(live, batch))
            assert {seq: after[seq] for seq in before} == before
            before = after
        anew = caught_up(follower(office.log, Path(folder) / "again.db"))
        assert entries(anew) == before
        for language in ("zh", "en"):
            assert len(told(office, live, language)) == len(before)
        close(anew)
        close(live)
        office.log.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ENTRIES, ids=lambda one: one.TOPIC)
def test_whatever_can_be_a_line_has_words_in_both_languages(kind, language):
    texts = (file.read_text(encoding="utf-8") for file in HISTORY.glob("*.ndjson"))
    rows = (json.loads(line) for text in texts for line in text.splitlines())
    [row] = [one for one in rows if (one["topic"], one["version"]) == (kind.TOPIC, kind.VERSION)]
    event, meta = decode(row["topic"], row["version"], json.dumps(row["state"]).encode())
    recorded = Recorded(1, NINE, UUID(int=1), 1, row["topic"], event, meta)
    words = Words(str, partial(shown_text, language), partial(say, language))
    assert in_words(recorded, words).startswith(say(language, f"topic.{kind.TOPIC}"))


def test_only_the_gravest_are_told_to_the_second(office, look):
    office.officer = Actor(kind=ActorKind.PERSON, id=str(office.person("李敏")))
    office.clock.forward(seconds=41)
    calls = [office.call("沟槽塌方"), office.call("化工厂爆炸")]
    for call, level in zip(calls, (Level.II, Level.I), strict=True):
        deciding = DecideLevel(incident=call.incident, level=level, decided=office.at())
        office.do(decide_level, deciding)
    rows = [row for row in told(office, look()) if "来电来文" in row[6]]
    assert [row[1] for row in rows] == ["09:00", "09:00:41"]
