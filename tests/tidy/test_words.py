"""The pages' words: the same in both languages, every one used, and none used that nobody wrote."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from enum import Enum
from string import Formatter

import pytest

import api
import contingency_plans
import desk
import domain
import escalation
from api.languages import catalogue
from domain.kernel import TOPICS
from tests.support.tree import ROOT

ZH, EN = catalogue("zh"), catalogue("en")
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for pattern in ("api/**/*.py", "api/templates/**/*.html", "api/static/js/*.js")
    for path in sorted(ROOT.glob(pattern))
)
SAID = set(re.findall(r"""\bt\(\s*['"]([\w.]+)['"]\s*[,)]""", SOURCES))
BEGUN = set(re.findall(r"""['"]([a-z_]+\.[a-z_]*)['"] *~""", SOURCES)) | set(
    re.findall(r"""f["']([a-z_]+\.[a-z_]*)\{""", SOURCES)
)  # a key completed at run time: 'field.' ~ name


def closed_lists() -> dict[str, set[str]]:
    """The members of every closed list, by the list's name; of two of one name, both."""
    found: dict[str, set[str]] = {}
    for package in (domain, contingency_plans, desk, escalation, api):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith("__main__"):
                continue
            for name, kind in inspect.getmembers(
                importlib.import_module(module.name), inspect.isclass
            ):
                if issubclass(kind, Enum):
                    found.setdefault(name, set()).update(str(one.value) for one in kind)
    return found


LISTS = closed_lists()


def is_said(key: str) -> bool:
    section, _, word = key.partition(".")
    if section in LISTS:
        return word in LISTS[section]
    literal = f"'{key}'" in SOURCES or f'"{key}"' in SOURCES
    return literal or any(key.startswith(begun) for begun in BEGUN)


def places(words: str) -> set[str]:
    return {place for _, place, _, _ in Formatter().parse(words) if place}


def test_both_languages_have_the_same_words_in_the_same_order():
    assert list(ZH) == list(EN)


@pytest.mark.parametrize("key", ZH)
def test_a_word_has_the_same_places_in_both_languages(key):
    assert places(ZH[key]) == places(EN[key])
    assert ZH[key].strip() or EN[key].strip()  # one of them may need no word here


def test_every_word_a_page_asks_for_is_written():
    assert len(SAID) > 150
    assert sorted(SAID - set(ZH)) == []


def test_no_word_is_written_that_no_page_asks_for():
    assert [key for key in ZH if not is_said(key)] == []


def test_a_closed_list_that_pages_show_is_told_to_its_last_member():
    shown = {key.partition(".")[0] for key in ZH} & set(LISTS)
    told = {
        name: {key.partition(".")[2] for key in ZH if key.startswith(f"{name}.")} for name in shown
    }
    untold = {name: LISTS[name] - told[name] for name in shown if LISTS[name] - told[name]}
    assert untold == {}


def test_every_event_has_its_word_since_the_page_of_acts_shows_any():
    ours = [topic for topic, kind in TOPICS.items() if kind.__module__.startswith("domain.")]
    assert len(ours) > 100
    assert sorted(topic for topic in ours if f"topic.{topic}" not in ZH) == []
