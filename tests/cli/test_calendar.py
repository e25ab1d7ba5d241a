"""Of which years the working days are known is said by the doctor, and a year that nobody knows is no fault."""

import json
from contextlib import closing
from datetime import UTC, date, datetime

from api.cli.founding import INIT
from api.clock import OfficeClock, new_id
from desk.desk import Desk
from desk.holidays import NoticeHolidays, notice
from desk.log.envelope import Acting
from desk.log.log import open_log
from domain.actors import Via
from domain.holidays import HolidaysNoticed

FAR_AWAY = datetime(2090, 6, 1, tzinfo=UTC)  # no shipped calendar knows it


def calendar(shoubao, folder):
    found = json.loads(shoubao("doctor", "--folder", folder, "--json").out)["checks"]
    return next(one for one in found if one["name"].startswith("calendar"))


def put_on_record(folder, *years):
    with closing(open_log(folder, OfficeClock())) as log:
        desk = Desk(log, lambda *_: None)
        for year in years:
            told = HolidaysNoticed(
                year=year, off=(date(year, 1, 1),), worked=(), document="国办发明电"
            )
            acting = Acting(
                by=INIT, recorded_by=INIT, via=Via.CLI, command_id=new_id(), account="t"
            )
            desk.act(acting, notice, NoticeHolidays(notice=told))


def test_years_nobody_knows_are_named_until_their_notices_are_on_record(
    plain_office, shoubao, monkeypatch
):
    monkeypatch.setattr("api.cli.doctor.wall", lambda: FAR_AWAY)
    told = calendar(shoubao, plain_office)
    assert told["ok"]
    assert "2090、2091 年放假安排未导入" in told["seen"]
    put_on_record(plain_office, 2090)
    assert "：2091 年放假安排未导入" in calendar(shoubao, plain_office)["seen"]
    put_on_record(plain_office, 2091)
    assert "已知至 2091 年底" in calendar(shoubao, plain_office)["seen"]
