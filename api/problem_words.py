"""What is refused before it becomes a command, in both languages: by status, and by what is wrong with a field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Said(NamedTuple):
    zh: str
    en: str

    def to(self, language: str) -> str:
        return self.en if language == "en" else self.zh


TITLES = {  # by the last part of the problem's type
    "input-not-understood": Said("输入有误", "The input is not understood"),
    "sign-in-needed": Said("请先登录", "Sign in first"),
    "unknown-host": Said("此地址不是本系统的地址", "This is not one of our addresses"),
    "foreign-origin": Said("请求来自其他网站", "The request comes from another site"),
    "not-found": Said("没有这个页面", "There is no such page"),
    "method-not-allowed": Said("此处不支持这种操作", "This cannot be done here"),
    "too-slow": Said("内容发送太慢，请重试", "The content came too slowly; try again"),
    "too-long": Said("内容太长", "The content is too long"),
    "log-unavailable": Said(
        "日志暂不可写，请按纸质流程记录并重试",
        "The log takes no writes: keep a record on paper and try again",
    ),
    "unexpected": Said("系统内部错误，已记录", "Something went wrong inside; it is noted"),
    "not-possible": Said("请求无法处理", "The request cannot be handled"),
}
SLUGS = {
    400: "input-not-understood",
    404: "not-found",
    405: "method-not-allowed",
    408: "too-slow",
    413: "too-long",
}
FIELDS = {  # by pydantic's name for it; English is pydantic's own
    "missing": "必填",
    "string_too_long": "太长，最多 {max_length} 字",
    "string_too_short": "必填",
    "string_type": "应为文字",
    "string_unicode": "含有无法保存的字符",
    "value_error": "含有无法保存的字符或写法不对",
    "int_parsing": "应为整数",
    "int_parsing_size": "数字太大",
    "int_from_float": "应为整数",
    "int_type": "应为整数",
    "finite_number": "应为整数",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "enum": "不在可选项内",
    "literal_error": "不在可选项内",
    "uuid_parsing": "编号不对",
    "uuid_type": "编号不对",
    "bool_parsing": "应为是或否",
    "extra_forbidden": "没有这一项",
    "json_invalid": "不是有效的 JSON",
    "timezone_aware": "时间须带时区",
    "too_short": "至少选一项",
}


def title_of(slug: str, language: str) -> str:
    return TITLES.get(slug, TITLES["not-possible"]).to(language)


def field_words(error: Mapping[str, Any], language: str) -> str:
    """What is wrong with one field; never what was typed into it."""
    if language == "en":
        return str(error["msg"])
    return FIELDS.get(error["type"], "填写有误").format(**error.get("ctx") or {})
