"""An incident can be opened without a call: seen by the desk itself, or told afterwards."""

from desk.opening import IncidentNumbered, Opening, open_without_call
from domain.incident import IncidentOpened, KnowledgeRecorded, Means
from domain.incoming_report import Heard, IncomingReceived
from domain.words import IncidentClass


def opening_of(office):
    heard = Heard(what="鱼塘死鱼", klass=IncidentClass.ACCIDENT)
    return Opening(heard=heard, subtype="environment", learned=office.at(), means=Means.OTHER)


def test_what_the_desk_saw_itself_is_an_incident_without_a_call(office):
    opened = office.do(open_without_call, opening_of(office)).answer(IncidentNumbered)
    [event] = [one.event for one in office.events(IncidentOpened.TOPIC)]
    assert (event.incident, event.number) == (opened.incident, opened.number)
    assert (event.subtype, event.incoming) == ("environment", None)
    assert office.events(IncomingReceived.TOPIC) == []


def test_its_clocks_run_from_when_the_office_came_to_know(office):
    opened = office.do(open_without_call, opening_of(office)).answer(IncidentNumbered)
    [known] = [one.event for one in office.events(KnowledgeRecorded.TOPIC)]
    _, clock = office.clock_of(opened.incident, "B01", office.county, office.city)
    assert clock.start == known.learned
    assert known.means is Means.OTHER
