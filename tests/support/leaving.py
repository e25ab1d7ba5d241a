"""What leaves a random office at a random moment, and whether any of it is for somebody who is not on the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from domain.ring_manners import RingManners
from escalation.messages import message_of
from escalation.ringing import ringing
from escalation.sending import due
from escalation.telling import message_of_telling, tellings_due, to_tell
from tests.support.random_exercises import RandomOffice

MANNERS = RingManners()


def judge(seeds: Iterable[int]) -> tuple[Counter, list]:
    """How many messages left, real and of exercises; and those that ought not to have."""
    left, wrong = Counter(), []
    for seed in seeds:
        office = RandomOffice(seed)
        for exercise, way, message in leaving(office, office.moment()):
            left["real" if exercise is None else "exercise"] += 1
            if found := judged(office, exercise, way, message):
                wrong.append((seed, found, way))
    return left, wrong


def leaving(office, at):
    """Every (exercise, way, message) that the policy hands to a lane at a moment."""
    ringings = {one.waking.ring: one for one in ringing(office.rows, office.channels)}
    settings = {one.name: one for one in office.channels}
    part_of = {one.id: one.part_of for one in office.rings}
    wakings = [one.waking for one in ringings.values()]
    for send in due(wakings, office.tried, office.shut, MANNERS, at):
        some = [ringings[one] for one in send.rings]
        message = message_of(send, some, settings[send.way.channel], lambda _: "", at)
        for ring in send.rings:
            yield part_of[ring.notice], send.way, message
    told = to_tell(office.rows, office.channels, at)
    for one, send in tellings_due(told, office.tried, office.shut, MANNERS, at):
        yield one.row.part_of, send.way, message_of_telling(one, send.way, at)


def judged(office, exercise, way, message):
    """What was wrong with it; "": nothing."""
    if exercise is None:
        return "marked" if "【演练】" in message.short + message.long else ""
    listed = office.lists.get(exercise)
    if listed is None:
        return "of no exercise that is on"
    channel = next(one for one in office.channels if one.name == way.channel)
    reached = way.channel in listed.channels or office.phones.get(way.address) in listed.persons
    if not (reached and channel.exercises):
        return "not on the list"
    marked = message.exercise and all("【演练】" in one for one in (message.short, message.long))
    return "" if marked else "not marked"
