"""Every event reads back as it was, from bytes that have one form; what is not understood is refused."""

import json

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.log import codec
from desk.log.codec import Undecodable, data_of, decode, meta_of, state_of
from desk.log.envelope import RawClock
from domain.kernel import TOPICS
from domain.times import Precision, WorldTime
from tests.support.log_fixtures import NINE, acting, alarm, taken
from tests.support.tree import trade_modules

trade_modules()

META = meta_of(acting(), RawClock(wall=NINE, offset_us=0))
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
INSTANTS = st.integers(0, 4 * 10**15).map(lambda us: NINE.fromtimestamp(us / 10**6, NINE.tzinfo))
st.register_type_strategy(str, TEXTS)
st.register_type_strategy(int, st.integers(-(2**53), 2**53))
st.register_type_strategy(type(NINE), INSTANTS)
st.register_type_strategy(
    WorldTime,
    st.builds(
        lambda ends, basis: WorldTime(
            earliest=min(ends), latest=max(ends), precision=Precision.RANGE, basis=basis
        ),
        st.tuples(INSTANTS, INSTANTS),
        st.sampled_from(list(WorldTime.__annotations__ and __import__("domain.times").times.Basis)),
    ),
)


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_event_reads_back_as_it_was(topic):
    kind = TOPICS[topic]

    @settings(
        max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.builds(kind, **_fields(kind)))
    def reads_back(event):
        data = data_of(event)
        state = state_of(data, META)
        found, meta = decode(topic, kind.VERSION, state)
        assert found == event
        assert hash(found) == hash(event)  # tuples stayed tuples
        assert state_of(codec.encode(found), codec.encode(meta)) == state
        plain = json.loads(state, parse_float=lambda text: pytest.fail(f"float {text}"))
        again = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert json.loads(again) == plain
        assert list(plain["data"]) == sorted(plain["data"])

    reads_back()


def _fields(kind):
    from typing import get_type_hints

    hints = get_type_hints(kind)
    return {one.name: st.from_type(hints[one.name]) for one in msgspec.structs.fields(kind)}


def test_the_bytes_have_one_form():
    assert (
        data_of(taken(7))
        == (
            '{"number":7,"series":"突发","taken_for":"5a0e2c6e-0000-4000-8000-000000000001","year":2026}'
        ).encode()
    )
    assert data_of(alarm(NINE)) == (
        b'{"level_known":null,"next_at":"2026-02-17T01:00:00Z","uncounted":null}'
    )


@pytest.mark.parametrize(
    ("topic", "version", "change"),
    [
        ("series.number-unheard-of", 1, (b"", b"")),
        ("series.number-taken", 2, (b"", b"")),
        ("series.number-taken", 0, (b"", b"")),
        ("series.number-taken", 1, (b'"number":7', b'"number":7,"more":1')),
        ("series.number-taken", 1, (b'"number":7', b'"number":7.5')),
        ("series.number-taken", 1, (b'"number":7', b'"number":NaN')),
        ("series.number-taken", 1, (b'"number":7', b'"number":Infinity')),
        ("series.number-taken", 1, (b'"number":7,', b"")),
        ("series.number-taken", 1, ("突发".encode(), b"\\ud800")),
        ("series.number-taken", 1, ("突发".encode(), b"\xff")),
        ("series.number-taken", 1, (b'"meta"', b'"mate"')),
    ],
)
def test_what_is_not_understood_is_named_and_refused(topic, version, change):
    state = (
        state_of(data_of(taken(7)), META).replace(*change)
        if change[0]
        else state_of(data_of(taken(7)), META)
    )
    with pytest.raises(Undecodable, match=topic):
        decode(topic, version, state)


def test_an_older_shape_is_lifted_step_by_step(monkeypatch):
    kind = type(taken(1))
    monkeypatch.setattr(kind, "VERSION", 3)
    monkeypatch.setitem(codec.UPCASTS, (kind.TOPIC, 1), lambda data: {**data, "year": 2026})
    monkeypatch.setitem(
        codec.UPCASTS, (kind.TOPIC, 2), lambda data: {**data, "number": data["number"] + 1}
    )
    state = state_of(data_of(taken(7)), META).replace(b',"year":2026', b"")
    assert decode(kind.TOPIC, 1, state)[0] == taken(8)
