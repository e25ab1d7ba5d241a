"""违规种类、追责种类: data, so that an office adds its own (三误) and nobody waits for a new version."""

from __future__ import annotations

from domain.kernel import Value
from domain.rule_text import Page, read_page

COMPUTED = frozenset({"late", "omitted", "false", "concealed"})  # what the system itself proposes


class Kind(Value):
    """One kind of breach, or of consequence, with where it comes from."""

    id: str
    name: str
    source: str
    meaning: str = ""
    score: int = 0  # points of the office's own table; 0: none


class BreachWords(Value):
    """What may be alleged, and what may follow."""

    kinds: tuple[Kind, ...] = ()
    consequences: tuple[Kind, ...] = ()

    def kind(self, id: str) -> Kind | None:
        return next((one for one in self.kinds if one.id == id), None)

    def consequence(self, id: str) -> Kind | None:
        return next((one for one in self.consequences if one.id == id), None)


class BreachWordsFile(Value):
    """What stands in one file of them."""

    title: str
    kinds: tuple[Kind, ...] = ()
    consequences: tuple[Kind, ...] = ()


def parse_breach_words(text: str, name: str) -> BreachWords:
    """Raises RuleError, which names the file and the line."""
    page = read_page(text, name)
    written = page.read_as(BreachWordsFile)
    check_breach_words(page, written.kinds, written.consequences)
    return BreachWords(kinds=written.kinds, consequences=written.consequences)


def check_breach_words(page: Page, kinds: tuple[Kind, ...], consequences: tuple[Kind, ...]) -> None:
    """Raises RuleError for an id that stands twice."""
    for field, entries in (("kinds", kinds), ("consequences", consequences)):
        for number, entry in enumerate(entries):
            if any(entry.id == earlier.id for earlier in entries[:number]):
                raise page.error(f"{entry.id} stands here twice", field, number, "id")
