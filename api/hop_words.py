"""逐级报告表 in the reader's words: the same on the screen and on the paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from api.languages import say, word_of
from api.rendering import span_text, stamp_text, when_text
from domain.times import WorldTime
from projections.hop_table import HopRow, HopVerdict, Judged

COLUMNS = (
    "hop",
    "duty",
    "occurred",
    "learned",
    "due",
    "reported",
    "receipt",
    "difference",
    "article",
    "evidence",
)


class HopWords(NamedTuple):
    """`sentence`: start, limit, due, sent, late by and article in one sentence. `then`: "" as now."""

    cells: tuple[str, ...]
    sentence: str
    then: str
    differs: bool
    verdict: HopVerdict
    evidence: tuple[int, ...]


def in_words(row: HopRow, language: str) -> HopWords:
    def hop(key: str, **more: object) -> str:
        return say(language, f"hops.{key}", **more)

    cited = row.citation
    article = " ".join(filter(None, (row.rule, cited.document, cited.number, cited.article)))
    duty = " · ".join(word_of(language, one) for one in (row.stage, row.channel) if one)
    cells = (
        f"{row.who} → {row.whom}",
        duty if row.binding else f"{duty} · {hop('reminds')}",
        _time(language, row.occurred),
        _time(language, row.learned),
        stamp_text(row.due_at),
        _time(language, row.now.met),
        _time(language, row.receipt),
        _difference(row.now, hop),
        article,
        " ".join(str(one) for one in row.evidence),
    )
    return HopWords(
        cells=cells,
        sentence=_sentence(row, language, article),
        then=_then(row, hop),
        differs=row.differs,
        verdict=row.now.verdict,
        evidence=row.evidence,
    )


def _sentence(row: HopRow, language: str, article: str) -> str:
    start = f"{word_of(language, row.start_kind)} {when_text(language, row.start)}"
    said = say(
        language,
        "hops.sentence",
        start=start,
        basis=word_of(language, row.start.basis),
        limit=span_text(language, row.limit_seconds),
        due=stamp_text(row.due_at),
    )
    became = say(
        language,
        f"hops.became_{row.now.verdict}",
        met=_time(language, row.now.met),
        minutes=row.now.seconds_late // 60,
        why=word_of(language, row.uncounted) if row.uncounted else "",
    )
    return f"{said}{became}{say(language, 'hops.by', article=article)}"


def _then(row: HopRow, hop: Callable[..., str]) -> str:
    if row.then is None or row.then.recorded_at is None:
        return hop("then_nothing")
    return hop("then", at=stamp_text(row.then.recorded_at), verdict=_difference(row.then, hop))


def _difference(judged: Judged, hop: Callable[..., str]) -> str:
    return hop(f"verdict_{judged.verdict}", minutes=judged.seconds_late // 60)


def _time(language: str, time: WorldTime | None) -> str:
    return when_text(language, time) if time else "—"
