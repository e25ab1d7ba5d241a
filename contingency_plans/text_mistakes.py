"""What can be wrong with a plan text, in both languages, each on its line."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from domain.kernel import Refused

SAID: dict[str, tuple[str, str]] = {  # what is wrong: 中文, English
    "not_utf8": ("不是 UTF-8 文本", "not UTF-8"),
    "not_plain": ("不是普通文件", "not a plain file"),
    "too_long": ("超过{most}个字符", "longer than {most} characters"),
    "no_head": ("文件须以一行 +++ 开头", "the file begins with a line +++"),
    "head_open": ("文件头没有以一行 +++ 结束", "the head is not closed by a line +++"),
    "toml": ("TOML 写法有误：{zh}", "not TOML: {en}"),
    "too_deep": ("嵌套超过{most}层", "nested deeper than {most}"),
    "unknown_key": ("没有 {key} 这一项", "there is no field {key}"),
    "missing": ("缺少 {key}", "{key} is missing"),
    "kind": ("{key} 应为{zh}", "{key} must be {en}"),
    "word": (
        "{key} 不能是“{value}”，只能是：{allowed}",
        "{key} cannot be {value}, only: {allowed}",
    ),
    "empty": ("{key} 不能为空", "{key} is empty"),
    "twice": ("{key} {value} 重复", "{key} {value} stands here twice"),
    "id": (
        "id “{value}”只能用小写字母、数字和下划线，以字母开头",
        "the id {value} is not of small letters, digits and _, a letter first",
    ),
    "subtype": ("没有事件用小类“{value}”", "no incident is of the subtype {value}"),
    "level_unused": (
        "事件等级 {value} 没有对应的响应条件",
        "no condition names the incident level {value}",
    ),
    "level_not_here": (
        "本预案 levels 里没有事件等级 {value}",
        "the incident level {value} is not among this plan's levels",
    ),
    "no_response": (
        "conditions 里没有响应级别 {value}",
        "this plan has no condition for the response level {value}",
    ),
    "figure": ("{key} 须为1以上的整数", "{key} is a whole number of 1 or more"),
    "figure_order": (
        "{value} 的 {key} 门槛不低于更高一级",
        "{value} asks for no less {key} than a graver level",
    ),
    "role_unknown": ("roles 里没有“{value}”", "there is no role {value}"),
    "minutes": ("minutes 须为1至{most}", "minutes is 1 to {most}"),
    "no_card": ("响应级别 {value} 没有行动卡", "the response level {value} has no action card"),
    "no_notice": ("响应级别 {value} 不通知任何人", "the response level {value} notifies nobody"),
    "who": (
        "who “{value}”既不是报送网络的角色、条线，也不是中文名称",
        "who {value} is no role of the network, no line and no Chinese name",
    ),
    "heading_missing": ("正文缺少“## {value}”", "the body has no ## {value}"),
    "heading_order": (
        "“## {value}”的位置不对，应依次为：{allowed}",
        "## {value} is out of order: {allowed}",
    ),
    "heading_unknown": (
        "正文的二级标题只有：{allowed}；小标题用 ###",
        "the body has the headings {allowed} alone; below them use ###",
    ),
    "before_heading": ("“## {value}”之前不能有正文", "nothing stands before ## {value}"),
    "phase_empty": ("“## {value}”下没有内容", "there is nothing under ## {value}"),
    "html": ("正文不能写 HTML", "HTML is not allowed"),
}


class Mistake(NamedTuple):
    """`line` counts from 1, in the file as it stood."""

    line: int
    zh: str
    en: str

    def to(self, language: str) -> str:
        return self.en if language == "en" else self.zh


class PlanTextWrong(Refused):
    """预案文本有误"""

    EN: ClassVar[str] = "There is a mistake in the text of a plan"

    def __init__(self, file: str, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("; ".join(f"{file}:{one.line}: {one.en}" for one in mistakes))
        self.file = file
        self.mistakes = mistakes

    def lines(self, language: str) -> tuple[str, ...]:
        """One line a mistake, as a compiler says it."""
        return tuple(f"{self.file}:{one.line}: {one.to(language)}" for one in self.mistakes)


class Notes:
    """The mistakes found so far."""

    def __init__(self) -> None:
        self._found: set[Mistake] = set()

    def add(self, line: int, code: str, **details: Any) -> None:
        zh, en = (words.format(**details) for words in SAID[code])
        self._found.add(Mistake(line, zh, en))

    def take(self, others: Notes) -> None:
        self._found |= others._found

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def found(self) -> tuple[Mistake, ...]:
        return tuple(sorted(self._found))
