"""应编预案清单文件: the list that ships, a start for an office's own."""

from __future__ import annotations

from functools import cache
from importlib import resources

from contingency_plans.requirement import Requirement
from domain.kernel import Value
from domain.rule_text import read_page

FOLDER, SHIPPED = "requirements", "county.yaml"


class RequirementList(Value):
    """`drafting_days`: by when a plan is due that nobody gave a day for."""

    title: str
    source: str
    drafting_days: int
    required: tuple[Requirement, ...]


def parse_requirements(text: str, name: str) -> RequirementList:
    """Raises RuleError, which names the file and the line."""
    page = read_page(text, name)
    found = page.read_as(RequirementList)
    for number, one in enumerate(found.required):
        if any(one.id == earlier.id for earlier in found.required[:number]):
            raise page.error(f"{one.id} stands here twice", "required", number, "id")
    if found.drafting_days < 1:
        raise page.error("a plan needs a day or more to be written", "drafting_days")
    return found


@cache
def shipped_requirements() -> RequirementList:
    file = resources.files("contingency_plans").joinpath(FOLDER, SHIPPED)
    return parse_requirements(file.read_text(encoding="utf-8"), SHIPPED)
