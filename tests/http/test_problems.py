"""Every refusal in the reader's words: RFC 9457 for programs, a page for people, and a status that is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.cases.reader import CaseRefused
from api.problem_words import FIELDS, SLUGS, TITLES, field_words
from api.problems import slug_of, status_of
from contingency_plans.scenario_page import ScenarioWrong
from contingency_plans.text_mistakes import PlanTextWrong
from desk.access import Action, NotAllowed, Role
from desk.desk import TooBusy
from desk.draft import ChangedMeanwhile, Unknown
from desk.log.envelope import KeyReused, LogBroken, OutcomeUnknown
from desk.vault.accounts import TooManyTries
from domain.kernel import Refused
from domain.rule_text import RuleError
from tests.support.tree import product_modules

HAN = re.compile("[\u4e00-\u9fff]")
STATUSES = {
    Unknown: 404,
    KeyReused: 422,
    ChangedMeanwhile: 412,
    TooManyTries: 429,
    TooBusy: 503,
}


def every_refusal(kind=Refused):
    for one in kind.__subclasses__():
        yield one
        yield from every_refusal(one)


product_modules()
REFUSALS = sorted(
    {one for one in every_refusal() if not one.__module__.startswith("test")},
    key=lambda one: one.__name__,
)


SPECIAL = {
    CaseRefused: lambda: CaseRefused(Path("case.yaml"), "why"),
    NotAllowed: lambda: NotAllowed(Action.SEE_BOARD, hidden=False),
    RuleError: lambda: RuleError("national", 1, "why"),
    PlanTextWrong: lambda: PlanTextWrong("flood.md", ()),
    ScenarioWrong: lambda: ScenarioWrong("flood.toml", 1, "why"),
}


def of_kind(kind):
    return SPECIAL.get(kind, kind)()


def test_the_product_refuses_for_many_reasons():
    assert len(REFUSALS) > 40


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda one: one.__name__)
def test_every_refusal_has_words_of_its_own_in_both_languages(kind):
    refusal = of_kind(kind)
    assert HAN.search(refusal.zh)
    assert "EN" in kind.__dict__
    assert re.fullmatch(r"[A-Z][^\u4e00-\u9fff]{5,}", refusal.EN)
    assert not refusal.EN.endswith(".")


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda one: one.__name__)
def test_every_refusal_has_a_status_of_its_kind(kind):
    assert status_of(of_kind(kind)) in (400, 403, 404, 409, 410, 412, 413, 415, 422, 429, 503)


def test_no_two_refusals_share_a_type():
    slugs = [slug_of(one) for one in REFUSALS]
    assert len(slugs) == len(set(slugs))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", one) for one in slugs)


@pytest.mark.parametrize("kind", STATUSES, ids=lambda one: one.__name__)
def test_statuses_that_programs_rely_on(kind):
    assert status_of(kind()) == STATUSES[kind]


def test_what_one_may_not_see_is_missing_and_what_one_may_not_do_is_refused():
    found = [status_of(NotAllowed(Action.SEE_INCIDENT, hidden=one)) for one in (True, False)]
    assert found == [404, 403]


@pytest.mark.parametrize("slug", TITLES)
def test_every_other_problem_has_words_in_both_languages(slug):
    said = TITLES[slug]
    assert HAN.search(said.zh)
    assert not HAN.search(said.en)


def test_every_status_the_framework_answers_with_has_a_title():
    assert set(SLUGS.values()) <= set(TITLES)


@pytest.mark.parametrize("kind", FIELDS)
def test_what_is_wrong_with_a_field_is_said_in_the_readers_language(kind):
    error = {"type": kind, "msg": "Wrong", "ctx": {"max_length": 200, "ge": 0, "le": 9}}
    assert HAN.search(field_words(error, "zh"))
    assert "{" not in field_words(error, "zh")
    assert field_words(error, "en") == "Wrong"


ASKED = {
    "nowhere": ("GET", "/nowhere", 404, "没有这个页面", "There is no such page"),
    "a method": ("PATCH", "/calls", 405, "此处不支持这种操作", "This cannot be done here"),
    "no input": ("POST", "/login", 422, "输入有误", "The input is not understood"),
    "too long": ("POST", "/login", 413, "内容太长", "The content is too long"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ASKED)
def test_a_person_gets_a_page_and_a_program_a_problem(web, name, language):
    method, path, status, *titles = ASKED[name]
    title = titles[language == "en"]
    form = {"login": "x" * 300_000} if name == "too long" else {}
    for accept in ("text/html", "application/json"):
        client = web.client(accept=accept, cookie=f"language={language}")
        answer = client.request(method, path, data=form)
        assert answer.status_code == status
        assert title in answer.text
        kind = "text/html" if accept == "text/html" else "application/problem+json"
        assert answer.headers["content-type"].startswith(kind)


def test_a_problem_has_the_members_of_the_standard(web):
    problem = web.client().get("/api/v1/nowhere").json()
    expected = {"type": "/problems/not-found", "title": "没有这个页面", "status": 404}
    assert problem == expected


def test_below_api_even_a_browser_gets_a_problem(web):
    answer = web.client(accept="text/html").get("/api/v1/board")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_method_that_is_not_taken_says_which_ones_are(web):
    assert web.client().delete("/calls").headers["allow"] == "POST"


@pytest.mark.parametrize("path", ["/login", "/static/icon.svg", "/api/v1/health", "/nowhere"])
def test_head_is_get_without_the_body(web, path):
    get, head = (web.client().request(method, path) for method in ("GET", "HEAD"))
    assert head.status_code == get.status_code
    assert head.headers["content-type"] == get.headers["content-type"]
    assert (head.content, bool(get.content)) == (b"", True)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/%00",
        "/static/css%5c..%5c..%5capp.py",
        "/static/",
        "/static/css",
    ],
)
def test_no_path_leads_out_of_the_static_files(web, path):
    assert web.client().get(path).status_code in (404, 405)


@pytest.mark.parametrize("error", [LogBroken("disk full"), OutcomeUnknown("disk full")])
def test_a_log_that_takes_no_writes_says_so_and_when_to_come_again(web, monkeypatch, error):
    def broken(*_):
        raise error

    monkeypatch.setattr(web.running.desk, "act", broken)
    for client in (web.program(Role.DUTY_OFFICER), web.browser(Role.DUTY_OFFICER)):
        answer = client.submit("/calls", what="x")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert "日志暂不可写" in answer.text
        assert "disk full" not in answer.text


def test_a_failure_inside_tells_nothing_of_the_inside(web, monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(web.running.desk, "act", broken)
    answer = web.program(Role.DUTY_OFFICER).submit("/calls", what="刘建国")
    assert answer.status_code == 500
    assert answer.json()["type"] == "/problems/unexpected"
    assert "secret" not in answer.text
    assert "secret of the inside" in caplog.text
    assert "刘建国" not in caplog.text


def test_whoever_is_not_signed_in_comes_back_to_where_a_reload_is_harmless(web):
    nobody = web.browser()
    assert nobody.get("/rules").headers["location"] == "/login?then=%2Frules"
    assert nobody.submit("/calls", what="x").headers["location"] == "/login?then=%2F"


@pytest.mark.parametrize(
    ("sent_from", "back"),
    [
        ("http://127.0.0.1/rules?x=1", "%2Frules"),
        ("http://elsewhere.example/rules", "%2F"),
        ("http://127.0.0.1", "%2F"),
        ("not an address", "%2F"),
        ("http://[", "%2F"),
    ],
)
def test_whoever_is_signed_out_over_a_form_comes_back_to_its_page(web, sent_from, back):
    nobody = web.browser()
    nobody.client.headers["referer"] = sent_from
    assert nobody.submit("/calls", what="x").headers["location"] == f"/login?then={back}"
