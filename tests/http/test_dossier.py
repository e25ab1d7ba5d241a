"""Whoever may takes a dossier along: it goes on record, is sound at a stranger's, and holds what they may read."""

from __future__ import annotations

import io
import json
import zipfile
from uuid import UUID, uuid4

import pytest

from desk.access import Role
from domain.dossier import DossierExported
from tests.support.dossiers import run_apart, said_of, unpacked
from tests.support.papers import issued
from tests.support.photos import an_attachment

NAME, NUMBER = "欧阳建国", "13912345678"


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def chief(own_web):
    return own_web.browser(Role.SECTION_CHIEF)


@pytest.fixture
def incident(own_web, officer):
    """Told by a town with a caller's name, reported, with a photo; another one beside it."""
    told = {"caller_unit": own_web.town, "caller_name": NAME, "call_back": NUMBER}
    incident = officer.take_call("化工厂爆炸", **told)
    ends = {"entity": own_web.county, "recipient": own_web.city}
    officer.submit(f"/incidents/{incident}/reports", words="三人被困", **ends)
    an_attachment(own_web, own_web.program(Role.DUTY_OFFICER), incident)
    own_web.clock.forward(minutes=20)
    officer.take_call("另一起：小学停水")
    return incident


def export(who, **asked):
    return who.submit("/dossier", **({"reason": "省厅调阅"} | asked))


def taken(answer, tmp_path):
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    return unpacked(answer.content, tmp_path / "apart")


def exported(web):
    return [one.event for one in web.log.since(0, 10_000, [DossierExported.TOPIC])]


def test_an_incident_leaves_with_all_that_is_its_own_and_nothing_of_the_others(
    own_web, officer, incident, tmp_path
):
    folder = taken(export(officer, incident=incident), tmp_path)
    run = run_apart(folder)
    assert (run.returncode, run.stderr) == (0, ""), run.stdout
    events = (folder / "events.ndjson").read_text(encoding="utf-8")
    for words in ("化工厂爆炸", "三人被困", "deadline.set", "attachment.added", "青石镇"):
        assert words in events, words
    assert "小学停水" not in events
    assert NAME not in events
    assert len(list((folder / "documents").iterdir())) == 1


def test_papers_go_along_under_their_numbers_and_a_withdrawn_photo_does_not(
    own_web, officer, incident, tmp_path
):
    issued(own_web, officer, "flash", incident)
    [photo] = [one.originator_id for one in own_web.log.since(0, 1_000, ["attachment.added"])]
    officer.submit(f"/files/{photo}/withdrawal", reason="拍错了")
    folder = taken(export(officer, incident=incident), tmp_path)
    assert said_of(folder)[0] == 0
    names = sorted(one.name for one in (folder / "documents").iterdir())
    assert [one.split("-", 1)[1] for one in names] == [
        "值班快报〔2026〕1号.docx",
        "值班快报〔2026〕1号.pdf",
    ]
    (folder / "documents" / names[0]).write_bytes(b"another")
    code, words = said_of(folder)
    assert (code, names[0] in words) == (1, True)


def test_it_is_on_record_before_it_leaves(own_web, officer, incident):
    head = own_web.log.head()
    assert export(officer, incident=incident).status_code == 200
    [event] = exported(own_web)
    assert event.position >= head.seq  # the office may have noted something of its own meanwhile
    assert event.head == own_web.log.chain_at(event.position).hex()
    assert (event.subject, event.reason) == (str(incident), "省厅调阅")


def test_asked_for_again_with_the_same_form_it_is_the_same_file_and_one_export(
    own_web, chief, incident
):
    key = str(uuid4())
    first = export(chief, incident=incident, command_id=key)
    own_web.clock.forward(minutes=5)
    assert export(chief, incident=incident, command_id=key).content == first.content
    assert len(exported(own_web)) == 1


def test_a_period_leaves_whole(own_web, chief, incident, tmp_path):
    since, until = "2026-11-24 08:00", "2026-11-24 23:00"
    folder = taken(export(chief, since=since, until=until), tmp_path)
    code, words = said_of(folder)
    assert code == 0
    assert "一条不缺" in words
    assert "小学停水" in (folder / "events.ndjson").read_text(encoding="utf-8")


def test_for_outsiders_the_clocks_are_told_and_no_word_of_what_happened(
    own_web, chief, incident, tmp_path
):
    folder = taken(export(chief, incident=incident, shown="clocks"), tmp_path)
    assert said_of(folder)[0] == 0
    everything = b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    for word in ("化工厂爆炸", "三人被困", "沈立群"):
        assert word.encode() not in everything
    assert b'"topic":"deadline.set"' in everything
    assert not (folder / "documents").exists()


def test_sealed_words_are_opened_for_whoever_may_read_them_and_asks(
    own_web, officer, incident, tmp_path
):
    folder = taken(export(officer, incident=incident, opened="true"), tmp_path)
    assert said_of(folder)[0] == 0
    lines = (folder / "personal.ndjson").read_text(encoding="utf-8").splitlines()
    assert {json.loads(one)["word"] for one in lines} >= {NAME, NUMBER}
    assert exported(own_web)[-1].opened


def test_an_erased_key_changes_no_proof(own_web, officer, incident, tmp_path):
    folder = taken(export(officer, incident=incident, opened="true"), tmp_path)
    line = json.loads((folder / "personal.ndjson").read_text(encoding="utf-8").splitlines()[0])
    assert own_web.vault.erase(UUID(line["subject"]), own_web.clock.at, "依法删除")
    again = export(officer, incident=incident, opened="true")
    with zipfile.ZipFile(io.BytesIO(again.content)) as packed:
        assert json.loads(packed.read("personal.ndjson").splitlines()[0])["word"] is None
    (tmp_path / "again.zip").write_bytes(again.content)
    assert said_of(tmp_path / "again.zip")[0] == 0


def test_an_auditor_takes_everything_along_but_opened_words(own_web, incident):
    auditor = own_web.browser(Role.AUDITOR)
    assert export(auditor, incident=incident).status_code == 200
    assert export(auditor, incident=incident, opened="true").status_code == 403
    assert len(exported(own_web)) == 1


def test_an_officer_takes_along_what_belongs_to_a_shift_of_their_own(own_web, officer, incident):
    other = own_web.browser_of(own_web.new_account([Role.DUTY_OFFICER]))
    assert export(officer, incident=incident).status_code == 200
    assert export(other, incident=incident).status_code == 403
    period = {"since": "2026-11-24 08:00", "until": "2026-11-24 23:00"}
    assert export(officer, **period).status_code == 403
    assert "只能导出自己当班" in officer.get("/dossier").text
    assert len(exported(own_web)) == 1


def test_a_shift_leaves_whole(own_web, officer, incident, tmp_path):
    shift = next(iter(own_web.running.desk.register().duty.shifts))
    folder = taken(export(officer, shift=shift), tmp_path)
    code, words = said_of(folder)
    assert (code, "一条不缺" in words) == (0, True)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"incident": uuid4()}, 404),
        ({"shift": uuid4()}, 404),
        ({"since": "2026-11-24 08:00", "until": ""}, 422),
        ({"since": "2026-11-24 08:00", "until": "2026-11-24 07:00"}, 422),
        ({"since": "1999-11-24 08:00", "until": "1999-11-25 07:00"}, 409),
        ({"since": "x", "until": "y"}, 422),
    ],
)
def test_what_cannot_be_made_is_refused_and_leaves_no_trace(own_web, chief, asked, status):
    assert export(chief, **asked).status_code == status
    assert exported(own_web) == []


def test_no_reason_no_dossier(own_web, chief, incident):
    assert export(chief, incident=incident, reason=" ").status_code == 409
    assert exported(own_web) == []


def test_the_page_offers_it_where_the_incident_and_the_shift_are(own_web, chief, incident):
    assert f"/dossier?incident={incident}" in chief.get(f"/incidents/{incident}").text
    assert "/dossier?shift=" in chief.get("/shift").text
    assert "化工厂爆炸" in chief.get(f"/dossier?incident={incident}").text
    assert chief.get("/dossier").status_code == 200
    assert "/dossier?until=2026-11-24" in chief.get("/replay").text
    assert 'href="/dossier"' in chief.get("/audit/readings").text
