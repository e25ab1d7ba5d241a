"""The demonstration: a district at work within seconds, and nothing of it left afterwards."""

import re
import signal

import pytest

from tests.support.far import Pc
from tests.support.shell import Shell, tree

LATE = "锅炉房蒸汽管道爆裂"


@pytest.fixture
def shell(tmp_path):
    """Everything thrown away is thrown away in this folder."""
    (tmp_path / "tmp").mkdir()
    return Shell(tmp_path, TMPDIR=str(tmp_path / "tmp"))


def on_pc(going, name="127.0.0.1"):
    port = int(re.search(r":(\d+)$", going.said("http://"))[1])
    pc = Pc(name, "127.0.0.1", port)
    going.said("zhiban")
    return pc


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    """One demonstration for everybody who only looks at it."""
    with Shell(tmp_path_factory.mktemp("demo")).going("demo", "--port", 0) as going:
        going.said("Ctrl-C")
        yield going


def field(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page)[1]


@pytest.fixture
def pc(district):
    pc = on_pc(district)
    assert pc.sign_in("zhiban", "linjiang-demo").status == 303
    return pc


def test_the_district_shows_a_late_report_an_exercise_and_running_clocks(pc):
    desk = pc.get("/").text
    for name in (LATE, "【演练】危化品槽车侧翻泄漏", "硫酸储罐区爆炸起火"):
        assert name in desk
    pages = [pc.get(path).text for path in set(re.findall(r"/incidents/[0-9a-f-]{36}", desk))]
    [late] = [page for page in pages if f"{LATE}</h1>" in page]
    assert "迟报 8 分 0 秒" in late


def test_the_district_has_twelve_of_thirty_four_plans(pc):
    page = pc.get("/plans/coverage").text
    assert re.findall(r"<b>([^<]+)</b><span>", page)[:4] == ["12/34", "22", "21", "1"]


def test_a_handover_may_be_tried_since_a_relief_is_there_with_a_pin(district, pc):
    [pin] = re.findall(r"PIN均为 (\d+)$", district.said("PIN"))
    page = pc.get("/handover").text
    sent = {name: field(page, name) for name in ("csrf", "command_id")}
    person = re.search(r'value="([^"]+)">周敏 · 主班', page)[1]
    [offer] = re.findall(r'action="(/handover/[^"]+/offer)"', page)
    assert pc.post(offer, sent | {"person": person}).status == 303
    page = pc.get("/handover").text
    sent = {name: field(page, name) for name in ("csrf", "command_id", "outgoing")}
    signature = sent | {"side": "outgoing", "person": person, "pin": pin}
    assert pc.post(offer.replace("/offer", "/signature"), signature).status == 303
    assert "韩冬" in pc.get("/handover").text


def test_pages_come_with_their_own_scripts_and_styles(pc):
    found = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', pc.get("/").text))
    assert any("vendor/htmx" in path for path in found)
    assert {pc.get(path).status for path in found} == {200}


def test_every_account_it_tells_of_signs_in(district):
    [password] = re.findall(r"口令均为 (\S+)", district.said("口令"))
    logins = [line.split()[0] for line in district.lines if line.startswith("  ")]
    assert len(logins) == 6
    assert {on_pc(district).sign_in(login, password).status for login in logins} == {303}


def test_it_answers_under_the_name_it_listens_on(district):
    assert on_pc(district, "localhost").get("/login").status == 200
    assert on_pc(district, "elsewhere").get("/login").status == 421


def ends_well(going, how, made):
    assert tree(made)
    assert going.end(how) == 0
    assert not tree(made)
    assert not [line for line in going.lines if "Traceback" in line]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopped_in_any_way_it_ends_well_and_leaves_nothing(how, shell, tmp_path):
    with shell.going("demo", "--port", 0) as going:
        going.said("Ctrl-C")
        ends_well(going, how, tmp_path / "tmp")


def test_sixty_times_as_fast_an_hour_passes_in_a_minute_and_a_closed_terminal_ends_it_well(
    shell, tmp_path
):
    with shell.going("demo", "--port", 0, "--speed", 60) as going:
        pc = on_pc(going)
        pc.sign_in("zhiban", "linjiang-demo")
        assert "60" in re.search(r"[^<>]*倍速[^<>]*", pc.get("/wall").text)[0]
        going.said("Ctrl-C")
        ends_well(going, signal.SIGHUP, tmp_path / "tmp")


def test_a_port_in_use_is_refused_in_one_line_before_anything_is_made(district, shell, tmp_path):
    taken = on_pc(district).port
    ended = shell("demo", "--port", taken)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert f"127.0.0.1:{taken}" in ended.err
    assert not tree(tmp_path / "tmp")


@pytest.mark.parametrize(
    "words",
    [
        ("--speed", "0"),
        ("--speed", "-60"),
        ("--speed", "nan"),
        ("--speed", "inf"),
        ("--speed", "4000"),
        ("--speed", "fast"),
        ("--port", "-1"),
        ("--port", "65536"),
        ("--port", "http"),
        ("--host", "203.0.113.9"),
        ("--host", "no.such.name.invalid"),
        ("--host", "a" * 300),
        ("--host", "host\nname"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_refused_in_one_line(words, shoubao):
    said = shoubao("demo", "--port", "0", *words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
