"""Who may do what with plans: the register, coverage, texts, activations and exercises."""

from __future__ import annotations

from tests.support.may import May

OF_PLANS: dict[str, May | str | None] = {}
