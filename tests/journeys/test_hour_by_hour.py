"""One whole watch, hour by hour: several things at once, and the board is right at every look."""

from desk.incidents import CloseIncident, DecideLevel, close_incident, decide_level
from domain.words import IncidentClass, Level
from projections.incident_file import gather
from tests.support.views import rebuilt, shown

OURS = "临江区"


def at_nine(office):
    return office.call("储罐爆炸", caller=office.town).incident


def at_ten(office):
    return office.call(
        "学校多人呕吐", klass=IncidentClass.PUBLIC_HEALTH, caller=office.town
    ).incident


def test_from_nine_in_the_morning_until_all_is_closed(office, night):
    tank = at_nine(office)
    night.passes(hours=1)
    school = at_ten(office)
    assert night.says(OURS)[:2] == ["临江区→云州市 B01 余60分", "临江区→云州市 C03 余60分"]
    deciding = DecideLevel(incident=tank, level=Level.III, decided=office.at())
    office.do(decide_level, deciding)
    assert "临江区→云州市 B02 余0分 不计" in night.says(OURS)
    office.by_word(tank, office.county, office.city)
    assert {one.incident for one in night.board.clocks if one.ours} <= {school, tank}
    night.passes(hours=1)
    assert [one.incident for one in night.board.clocks if one.ran_out and one.ours] == []
    night.passes(hours=2)
    late = [one for one in night.board.clocks if one.ran_out and one.ours]
    assert {one.incident for one in late} == {school}
    office.by_word(school, office.county, office.city)
    assert not [one for one in night.board.clocks if one.ran_out and one.ours]
    assert {one.obligor for one in office.breaches()} == {office.county}
    assert {one.minutes_late for one in office.breaches()} == {60}
    night.passes(hours=8)
    for incident in (tank, school):
        office.do(close_incident, CloseIncident(incident=incident, reason="处置完毕"))
    assert night.cards() == []


def test_as_of_every_hour_the_file_says_what_was_known_then(office, night):
    tank, known = at_nine(office), []
    for hour in range(5):
        known.append((office.log.head().seq, gather(office.log, tank)))
        night.passes(hours=1)
        if hour == 2:
            office.by_word(tank, office.county, office.city)
    for seq, then in known:
        assert gather(office.log, tank, seq) == then
    assert len({len(then.history) for _, then in known}) > 2


def test_in_the_end_a_rebuild_says_the_same(office, night, tmp_path):
    at_nine(office)
    night.passes(hours=5)
    at_ten(office)
    night.passes(hours=7)
    before = night.board
    again = rebuilt(office.log, tmp_path / "again.db")
    assert shown(again) == shown(night._follower)
    assert before.seq == office.log.head().seq
