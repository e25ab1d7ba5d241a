"""Whether the log is signed and answered for, and with which keys."""

from __future__ import annotations

from pathlib import Path

from api.cli.checks.finding import Asked, Finding, amiss, in_order
from api.cli.faults import fault_words
from api.sealing import wrong_with
from api.settings import beside
from desk.seal.state import State, heard


def seal(asked: Asked) -> Finding:
    """Never started is in order, and said: a small office may do without."""
    state = heard(asked.settings.sealed_in)
    if state is None:
        return amiss("seal", "missing") if asked.settings.seal else in_order("seal-none")
    wrong = wrong_with(state, asked.now)
    told = {"sealed": state.sealed, "anchored": state.anchored, "key": state.key}
    if "amiss" in wrong:
        return _contradicted("seal", state)
    return amiss("seal", wrong[0], **told) if wrong else in_order("seal", **told)


def witness(asked: Asked) -> Finding:
    """The one beside the log."""
    state = heard(_beside(asked))
    if state is None:
        return in_order("witness-none")
    wrong = wrong_with(state, asked.now)
    if "amiss" in wrong:
        return _contradicted("witness", state)
    if wrong:
        return amiss("witness", wrong[0])
    return in_order("witness", seen=state.seen, answered=state.sealed, key=state.key)


def _contradicted(name: str, state: State) -> Finding:
    assert state.amiss
    return amiss(name, "amiss", seq=state.amiss.seq, reason=fault_words(state.amiss.reason))


def _beside(asked: Asked) -> Path:
    return beside(asked.settings.folder, "witness")
