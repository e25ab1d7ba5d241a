"""The office's own plans are proposed for its incidents, however the network and the register write its region."""

from __future__ import annotations

from uuid import uuid4

import pytest
from msgspec.structs import replace

from api.running import acting_as
from desk.access import Role
from desk.network import RegisterUnit, register_unit
from domain.words import Tier
from tests.support.doing import done_and_shown
from tests.support.office import profile
from tests.support.plans import FLOOD, NEW, PROFILE
from tests.support.registered import TellPlan, plan_told, tell_plan


def done(web, handle, command):
    done_and_shown(web, acting_as("tests", uuid4()), handle, command)


@pytest.fixture
def office(own_web):
    """As an office is called in the network: by all of its name."""
    city = next(one.id for one in own_web.running.desk.register().network if one.name == "云州市")
    named = profile("临江区人民政府总值班室", Tier.COUNTY, parent=city)
    now = own_web.clock.at
    done(own_web, register_unit, RegisterUnit(unit=own_web.county, profile=named, effective=now))
    return own_web


@pytest.mark.parametrize("place", ["临江区", "云州市临江区"])
def test_the_own_plans_of_an_office_are_proposed_under_its_full_name(office, place):
    told = plan_told(FLOOD, replace(PROFILE, jurisdiction=place, title="防汛应急预案"), NEW)
    done(office, tell_plan, TellPlan(plan=FLOOD, told=told))
    officer = office.browser(Role.DUTY_OFFICER)
    incident = officer.take_call("河水漫堤，洪水进村", klass="natural_disaster")
    shown = officer.get(f"/incidents/{incident}").text
    assert f'href="/plans/{FLOOD}"' in shown
    assert "临政办〔2024〕7号" in shown


def test_another_districts_are_not(office):
    told = plan_told(FLOOD, replace(PROFILE, jurisdiction="云州市江北区"), NEW)
    done(office, tell_plan, TellPlan(plan=FLOOD, told=told))
    officer = office.browser(Role.DUTY_OFFICER)
    incident = officer.take_call("河水漫堤，洪水进村", klass="natural_disaster")
    assert f'href="/plans/{FLOOD}"' not in officer.get(f"/incidents/{incident}").text
