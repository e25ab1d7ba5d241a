"""复盘报告: what turned things, how every hop was told in time, what worked and what did not, and who does what by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

from desk.register import SHANGHAI
from domain.after_action import AfterActionReview
from projections.documents import incident_words as words
from projections.documents.about_incident import mark, short_title
from projections.documents.official import Told, at_words, day_words, headed, time_words
from projections.documents.paper_text import lines
from projections.handover_items import Wording
from projections.hop_table import HopRow, Judged, hop_table
from projections.incident_file import IncidentFile
from projections.review_timeline import TimelineLine, timeline
from projections.reviews import Lesson

HOUR = 3_600


def review_paper(
    file: IncidentFile,
    review: AfterActionReview,
    lessons: Sequence[Lesson],
    wording: Wording,
    plan: Callable[[UUID], str],
) -> Told:
    """`plan`: the title of one, by id."""
    turned = (one for one in timeline(file.history, review.points, wording.name) if one.point)
    said = review.assessed
    heads = [
        ("主要经过和转折点", [_turned(one, wording) for one in turned]),
        ("信息报送", [_hop(one, wording) for one in hop_table(file, wording.name)]),
        ("做得好的", list(lines(said.worked)) if said else []),
        ("存在问题", list(lines(said.failed)) if said else []),
        ("整改事项", [_lesson(n, one, wording) for n, one in enumerate(lessons, start=1)]),
        ("预案修订", list(_revisions(lessons, plan))),
    ]
    title = f"{mark(file)}关于{short_title(file)}的复盘报告"
    return Told(title=title, lead=words.told(file, wording), body=headed(heads))


def _turned(one: TimelineLine, wording: Wording) -> str:
    assert one.point
    event = wording.say(f"topic.{one.line.topic}")
    at = time_words(one.said) if one.said else at_words(one.at)
    return f"{at}，{one.point.words}（{event}，日志第{one.line.seq}号）。"


def _hop(row: HopRow, wording: Wording) -> str:
    way = f"（{wording.word(row.channel)}）" if row.channel else ""
    minutes, reported = row.minutes_used, "用时不精确" if row.now.met else "未报"
    used = reported if minutes is None else f"用时{minutes}分钟"
    then = _judged(row.then, wording) if row.then else "未及认定"
    told = f"{row.who}向{row.whom}{wording.word(row.stage)}{way}"
    verdicts = f"当时认定{then}，现在认定{_judged(row.now, wording)}"
    return f"{told}：限时{_limit(row.limit_seconds)}，{used}；{verdicts}（规则{row.rule}）。"


def _judged(judged: Judged, wording: Wording) -> str:
    return wording.say(f"hops.verdict_{judged.verdict}", minutes=judged.seconds_late // 60)


def _limit(seconds: int) -> str:
    return f"{seconds // HOUR}小时" if seconds % HOUR == 0 else f"{seconds // 60}分钟"


def _lesson(number: int, one: Lesson, wording: Wording) -> str:
    whose = "、".join(filter(None, (one.owner, one.person)))
    day = day_words(one.last_day.astimezone(SHANGHAI).date())
    stands = wording.word(one.standing)
    met = one.clock.met
    shown = f"：{time_words(met.met)} {met.words} {met.number}".rstrip() if met else ""
    why = f"：{one.clock.excused}" if one.clock.excused else ""
    return f"{number}. {one.drawn.words}（{whose}，{day}前，{stands}{shown}{why}）。"


def _revisions(lessons: Iterable[Lesson], plan: Callable[[UUID], str]) -> Iterator[str]:
    for one in lessons:
        if one.drawn.plan:
            yield f"《{plan(one.drawn.plan)}》：{one.drawn.words}。"
