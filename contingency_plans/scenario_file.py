"""Reads a scenario file strictly: which line is wrong, and why; and the scenarios this product ships."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

import msgspec

from contingency_plans.scenario import Scenario
from contingency_plans.scenario_page import TEXT_CHARACTERS_MAX, ScenarioPage, ScenarioWrong
from domain.words import IncidentClass

MINUTE_MAX = 24 * 60
INJECTS_MAX, EXPECTED_MAX = 100, 100
WORDS_MAX = 500


BYTES_MAX = TEXT_CHARACTERS_MAX * 4  # of UTF-8


def read_scenario(raw: bytes, name: str) -> Scenario:
    """A file as somebody sent it, its digest that of these bytes (ADR 45). Raises ScenarioWrong: what is not UTF-8 is not guessed at."""
    if len(raw) > BYTES_MAX:
        raise ScenarioWrong(name, 1, f"longer than {TEXT_CHARACTERS_MAX} characters")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScenarioWrong(name, raw.count(b"\n", 0, error.start) + 1, "not UTF-8") from None
    scenario = parse_scenario(text, name)
    return msgspec.structs.replace(scenario, digest=hashlib.sha256(raw).hexdigest())


def parse_scenario(text: str, name: str) -> Scenario:
    """Raises ScenarioWrong, which names the file and the line."""
    page = ScenarioPage(name, text)
    scenario = page.read_as(Scenario)
    if scenario.digest:
        raise page.error("digest is reckoned, not written", "digest")
    _check(page, scenario)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return msgspec.structs.replace(scenario, digest=digest)


@cache
def shipped_scenarios() -> tuple[Scenario, ...]:
    """Those of ours, by their id."""
    folder = resources.files(__package__) / "scenarios"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=str)
    return tuple(parse_scenario(one.read_text(encoding="utf-8"), one.name) for one in files)


def _check(page: ScenarioPage, scenario: Scenario) -> None:
    """What the shape of the data cannot say."""
    for field in ("id", "title", "place", "summary", "plans", "participants"):
        if not getattr(scenario, field):
            raise page.error(f"{field} is empty", field)
    if scenario.klass is IncidentClass.UNKNOWN:
        raise page.error("klass must be known", "klass")
    for field, most in (("injects", INJECTS_MAX), ("expected", EXPECTED_MAX)):
        if not 1 <= len(getattr(scenario, field)) <= most:
            raise page.error(f"{field} are 1 to {most}", field)
    _check_injects(page, scenario)
    _check_expected(page, scenario)


def _check_injects(page: ScenarioPage, scenario: Scenario) -> None:
    before = 0
    for number, one in enumerate(scenario.injects):
        where = ("injects", number)
        _check_words(page, where, {"id": one.id, "sender": one.sender, "words": one.words})
        if any(one.id == earlier.id for earlier in scenario.injects[:number]):
            raise page.error(f"inject {one.id} stands here twice", *where, "id")
        if not before <= one.minute <= MINUTE_MAX:
            raise page.error(f"minute is {before} to {MINUTE_MAX} here", *where, "minute")
        for figure, value in one.facts.stated().items():
            if value < 0:
                raise page.error(f"{figure} is less than none", *where, "facts", figure)
        before = one.minute


def _check_expected(page: ScenarioPage, scenario: Scenario) -> None:
    for number, one in enumerate(scenario.expected):
        where = ("expected", number)
        _check_words(page, where, {"id": one.id, "what": one.what, "who": one.who})
        if any(one.id == earlier.id for earlier in scenario.expected[:number]):
            raise page.error(f"expected action {one.id} stands here twice", *where, "id")
        if not 0 <= one.minutes <= MINUTE_MAX:
            raise page.error(f"minutes is 0 to {MINUTE_MAX}", *where, "minutes")
        if one.after and scenario.inject(one.after) is None:
            raise page.error(f"there is no inject {one.after}", *where, "after")


def _check_words(page: ScenarioPage, where: tuple[str | int, ...], said: dict[str, str]) -> None:
    for field, words in said.items():
        if not words.strip() or len(words) > WORDS_MAX:
            raise page.error(f"{field} is 1 to {WORDS_MAX} characters", *where, field)
