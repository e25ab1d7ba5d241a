"""Whom a cell of a roster names: 杜 胜, 副县长 李四(办公室), 张三13800000000、王五, each held against the register."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple
from uuid import UUID

from api.sheets.cells import UNSEEN, WrongCell, half_width, is_nothing, key
from api.sheets.directory import id_of

BREAKS = re.compile(r"[、,;|/\n\r]+")
NUMBER = re.compile(r"\+?\(?\d[\d() -]*\d|\d")
BRACKETS = re.compile(r"[(\[【〔<].*?[)\]】〕>]|[(\[【〔<].*$")
TITLE = (
    r"(?:副|代|正)?(?:秘书长|书记|主任科员|主任|县长|市长|区长|镇长|乡长|省长|州长|局长|厅长|部长|处长|科长|股长|所长|站长"
    r"|院长|校长|厂长|队长|组长|班长|会长|主席|委员|常委|巡视员|调研员|科员|干部|干事|秘书|经理|主管|参谋|同志|领导|值班员)"
)
OFFICE = r".+(?:局|办|办公室|值班室|政府|委员会|支队|大队|分局)|.{2,}中心"
BEFORE_TITLE = (
    r"(?:.+[局办委府室科处股县市区镇乡院站所队]|(?:副|代|正|党[组委](?:成员)?|常务|常委)*)"
)
ASIDE = re.compile(rf"(?:{BEFORE_TITLE}{TITLE})+|{OFFICE}")
TITLE_FIRST = re.compile(rf"({BEFORE_TITLE}{TITLE})(.{{2,4}})")
TITLE_LAST = re.compile(rf"(.{{2,4}}?){TITLE}")
NEAR_ENOUGH = 0.5
NEAREST_MAX = 200
NAME_CHARS_MAX = 40
WORD_CHARS_MAX = 24  # a longer one is names or nothing: titles are not looked for


class Rostered(NamedTuple):
    """One of the register who may stand on a roster. `unit`: the words that tell namesakes apart."""

    id: UUID
    name: str
    unit: str = ""
    phone: str = ""
    post: str = ""


class Mention(NamedTuple):
    """A name as the register would write it, and what stands with it in the cell."""

    name: str
    beside: str


class Crowd:
    """Everybody of the register, found by name."""

    def __init__(self, people: Iterable[Rostered]) -> None:
        self._known = {one.id: one for one in people}
        self._named: dict[str, list[Rostered]] = defaultdict(list)
        for one in self._known.values():
            self._named[key(one.name)].append(one)
        self._named.pop("", None)
        self._lengths = sorted({len(name) for name in self._named}, reverse=True)
        self._near: dict[str, str] = {}

    def get(self, id: UUID) -> Rostered | None:
        return self._known.get(id)

    def knows(self, name: str) -> bool:
        return key(name) in self._named

    def begins(self, text: str, at: int) -> str:
        """The longest name that stands there; blank: none."""
        parts = (text[at : at + length] for length in self._lengths)
        return next((one for one in parts if one in self._named), "")

    def find(self, mention: Mention, *beside: str) -> UUID:
        """Of namesakes the one whose phone or unit stands in the cell, next to it, in the row. Raises WrongCell."""
        if (id := id_of(mention.name)) in self._known and id:
            return id
        found = self._named.get(key(mention.name), [])
        if not found:
            near = self._nearest(mention.name)
            raise WrongCell("nobody_near" if near else "nobody", typed=mention.name, near=near)
        for words in (mention.beside, *beside):
            found = _told_apart(found, words)
        if len(found) > 1:
            raise WrongCell("namesakes", typed=mention.name, who=tuple(map(_shown, found)))
        return found[0].id

    def reference(self, person: Rostered) -> str:
        """What a cell must say so that `find` finds this one again."""
        ways = (
            person.name,
            f"{person.name}({person.unit})" if person.unit else "",
            f"{person.name} {person.phone}" if person.phone else "",
        )
        return next((way for way in ways if way and self._means(way, person)), str(person.id))

    def _means(self, text: str, person: Rostered) -> bool:
        try:
            return [self.find(one) for one in mentions(text, self)] == [person.id]
        except WrongCell:
            return False

    def _nearest(self, name: str) -> str:
        """Blank: none is like it; or this is a sheet of strangers, and no more are looked up."""
        if name not in self._near and len(self._near) < NEAREST_MAX:
            self._near[name] = self._look_up(name)
        return self._near.get(name, "")

    def _look_up(self, name: str) -> str:
        like = [one for one in self._named if set(one) & set(name)]
        found = get_close_matches(name, like, 1, NEAR_ENOUGH)
        return self._named[found[0]][0].name if found else ""


def mentions(text: str, crowd: Crowd) -> list[Mention]:
    """In the order they stand. A piece without a name, a title or a phone, goes with the name before it."""
    found: list[Mention] = []
    typed = BRACKETS.sub(
        lambda inside: BREAKS.sub(" ", inside[0]), half_width(UNSEEN.sub("", text))
    )
    for piece in BREAKS.split(typed):
        if is_nothing(piece) or not piece.strip():
            continue
        names, beside = _piece(piece, crowd)
        if not names and found:
            found[-1] = Mention(found[-1].name, f"{found[-1].beside} {beside}")
        found += [Mention(name, beside) for name in names]
    return found


def _piece(piece: str, crowd: Crowd) -> tuple[list[str], str]:
    if (id := id_of(piece)) and crowd.get(id):
        return [str(id)], ""
    if crowd.knows(piece):
        return [key(piece)], ""
    bare = NUMBER.sub(" ", BRACKETS.sub(" ", piece))
    beside = [*NUMBER.findall(piece), *BRACKETS.findall(piece)]
    words = bare.casefold().split()
    names, others = _words(_joined(words, crowd), crowd)
    if not all(map(crowd.knows, names)):  # 副县长杜 胜
        glued, aside = _word("".join(words), crowd)
        if all(map(crowd.knows, glued)):
            names, others = glued, aside
    return names, " ".join(beside + others)


def _words(words: list[str], crowd: Crowd) -> tuple[list[str], list[str]]:
    both = [_word(one, crowd) for one in words]
    return [one for names, _ in both for one in names], [one for _, some in both for one in some]


def _joined(words: list[str], crowd: Crowd) -> list[str]:
    """杜 胜 is one name, 张三 李四 are two."""
    joined: list[str] = []
    while words:
        count = next(
            (n for n in (4, 3, 2) if crowd.knows("".join(words[:n])) and n <= len(words)), 0
        )
        count = count or next((n for n, one in enumerate(words) if len(one) > 1), len(words)) or 1
        joined.append("".join(words[:count]))
        words = words[count:]
    return joined


def _word(word: str, crowd: Crowd) -> tuple[list[str], list[str]]:
    """The names in it, and what else: 副县长李四 is 李四, 王林涛 is never 王林."""
    if crowd.knows(word):
        return [word], []
    names, others = _cut(word, crowd)
    if len(word) > WORD_CHARS_MAX:
        return ([word[:NAME_CHARS_MAX]] if others else names), []
    if ASIDE.fullmatch(word):
        return [], [word]
    if names and all(map(ASIDE.fullmatch, others)):
        return names, others
    if found := TITLE_FIRST.fullmatch(word):
        return [found[2]], [found[1]]
    found = TITLE_LAST.fullmatch(word)
    return [found[1] if found else word], []


def _cut(word: str, crowd: Crowd) -> tuple[list[str], list[str]]:
    names: list[str] = []
    others = [""]
    at = 0
    while at < len(word):
        if name := crowd.begins(word, at):
            names.append(name)
            others.append("")
        else:
            others[-1] += word[at]
        at += len(name) or 1
    return names, [one for one in others if one]


def _told_apart(found: list[Rostered], words: str) -> list[Rostered]:
    """Those whose phone stands there, else those whose unit does; all if neither does."""
    if len(found) < 2 or not words:
        return found
    numbers = re.sub(r"[-() ](?=\d)", "", half_width(words))
    reached = [one for one in found if one.phone and re.sub(r"\D", "", one.phone) in numbers]
    said = key(words)
    housed = [one for one in found if one.unit and any(unit in said for unit in _units(one.unit))]
    return reached or housed or found


def _units(unit: str) -> list[str]:
    return [key(one) for one in BREAKS.split(unit) if key(one)]


def _shown(person: Rostered) -> str:
    return f"{person.name}（{person.unit or '—'} {person.phone}".rstrip() + "）"
