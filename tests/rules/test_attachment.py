"""A file is an incident's once, is withdrawn with a reason, and comes back when it is sent again."""

from __future__ import annotations

from domain.attachment import (
    AttachmentAdded,
    AttachmentWithdrawn,
    add,
    attachment_id,
    evolve,
    withdraw,
)
from domain.kernel import ReasonMissing
from tests.support.given import given
from tests.support.ladder import unit_id

ADDED = AttachmentAdded(
    incident=unit_id("incident"),
    sha256="ab" * 32,
    name="现场.jpg",
    media_type="image/jpeg",
    size=12,
)
GONE = AttachmentWithdrawn(reason="传错事件")


def test_sent_twice_it_is_there_once():
    given(evolve).when(lambda a: add(a, ADDED)).then(ADDED).when(
        lambda a: add(a, ADDED)
    ).then_nothing_happens()
    assert attachment_id(ADDED.incident, "ab" * 32) != attachment_id(ADDED.incident, "cd" * 32)


def test_withdrawn_with_a_reason_it_comes_back_when_it_is_sent_again():
    there = given(evolve, ADDED)
    there.when(lambda a: withdraw(a, reason=" ")).then_refused(ReasonMissing)
    gone = there.when(lambda a: withdraw(a, reason="传错事件")).then(GONE)
    gone.when(lambda a: withdraw(a, reason="又一次")).then_nothing_happens()
    gone.when(lambda a: add(a, ADDED)).then(ADDED)
