"""The timeline of an incident: the same every time, with each clock, each figure as it changed, and no more than fits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from api.dossiers import timeline
from api.dossiers.asked import AskedFor
from api.dossiers.sending import Prepared, Source
from desk.dossier.rows import Rows
from desk.incidents import StateFacts, state_facts
from desk.log.log import FILE
from domain.dossier import DossierKind
from projections.documents.pdf import FontsMissing
from projections.documents.timeline_picture import (
    BARS_MAX,
    LEFT,
    WIDTH,
    Bar,
    Figure,
    Mark,
    Picture,
    timeline_svg,
)
from tests.support.office import NINE, an_office

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def told(tmp_path):
    """An incident whose dead were one, then two; the city was told in time, the town's paper never came."""
    office = an_office(tmp_path)
    incident = office.call("化工厂爆炸“@”", caller=office.town).incident
    for dead in (1, 2):
        office.clock.forward(minutes=10)
        office.do(state_facts, StateFacts(incident=incident, facts=(office.dead(dead),)))
    office.by_word(incident, office.county, office.city)
    office.log.close()
    return tmp_path, incident


def made(folder: Path, incident):
    prepared = Prepared(Source(folder), AskedFor(DossierKind.INCIDENT, incident), newest(folder))
    try:
        return {one.name: b"".join(one.bites) for one in prepared.timeline}
    finally:
        prepared.close()


def newest(folder):
    with Rows(folder / FILE) as rows:
        return rows.newest


def test_the_same_place_of_the_log_gives_the_same_bytes(told):
    first, second = made(*told), made(*told)
    assert sorted(first) == ["timeline.pdf", "timeline.svg"]
    assert first == second
    assert first["timeline.pdf"].startswith(b"%PDF")


def test_the_picture_shows_clocks_figures_and_what_was_heard(told):
    picture = ElementTree.fromstring(made(*told)["timeline.svg"])
    words = [one.text for one in picture.iter(f"{SVG}text")]
    for word in ("死亡", "1", "2", "接报：青石镇", "按时"):
        assert word in words, words
    assert any("“@”" in one for one in words)


def test_without_a_font_there_is_the_picture_alone(told, monkeypatch):
    def missing(*_):
        raise FontsMissing

    monkeypatch.setattr(timeline, "set_in_type", missing)
    assert list(made(*told)) == ["timeline.svg"]


def test_whatever_is_drawn_stays_inside():
    late = NINE + timedelta(days=3)
    bar = Bar(
        "青石镇人民政府" * 5, NINE, NINE + timedelta(hours=2), late, late=True, verdict="迟4200分钟"
    )
    picture = Picture(
        title="x",
        begins=NINE,
        ends=late,
        known=late,
        marks=[Mark(late, "最后一句" * 4) for _ in range(40)],
        figures=[Figure("死亡", ((NINE, 0), (NINE, 1), (late, 2)))],
        bars=[bar] * (BARS_MAX + 3),
        tick=str,
        more=lambda count: f"{count} more",
    )
    drawn = ElementTree.fromstring(timeline_svg(picture))
    places = [float(one.attrib["x"]) for one in drawn.iter(f"{SVG}text")]
    assert min(places) >= 8
    assert max(places) <= WIDTH
    assert {float(one.attrib["x"]) for one in drawn.iter(f"{SVG}rect") if "x" in one.attrib} >= {
        float(LEFT)
    }
    assert "19 more" in [one.text for one in drawn.iter(f"{SVG}text")]
