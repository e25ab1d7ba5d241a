"""What a paper may hold of what people typed: every character XML knows, and none that steers a program or a line."""

from __future__ import annotations

from unicodedata import category

STEERING = frozenset({"Cc", "Cf", "Cs"})  # controls, direction marks, half characters
NEVER = frozenset("\ufffe\uffff")


def fit(words: str) -> str:
    """Private and rare characters stay: names are written with them. A line's end becomes a space."""
    spaced = words.replace("\r\n", "\n").replace("\n", " ").replace("\t", " ")
    return "".join(one for one in spaced if category(one) not in STEERING and one not in NEVER)


def lines(words: str) -> list[str]:
    """The lines that say something."""
    found = (fit(one).strip() for one in words.splitlines())
    return [one for one in found if one]
