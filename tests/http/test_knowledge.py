"""谁何时获悉: a citizen's call with a township's code points at its government, whose number is at hand."""

from desk.access import Role


def asked(officer, place):
    incident = officer.take_call("化工厂爆炸", place=place)
    page = officer.get(f"/incidents/{incident}/knowledge").text
    return page[page.index("请核实") : page.index("<table")]


def test_a_citizens_call_names_the_government_of_its_township_and_the_bureau(web):
    officer = web.browser(Role.DUTY_OFFICER, on_shift=True)
    coded, uncoded = asked(officer, "01 老码头"), asked(officer, "老码头")
    assert "白沙街道" in coded
    assert "白沙街道" not in uncoded
    assert all("区应急局" in one for one in (coded, uncoded))
