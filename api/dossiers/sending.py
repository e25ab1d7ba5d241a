"""A dossier from what was asked for to the bytes that leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from api.dossiers.asked import AskedFor, Chosen, chosen
from api.dossiers.inside import opened_words, papers
from api.dossiers.seals import seals_in
from api.dossiers.timeline import told_in_order
from api.rendering import instant_text
from desk.dossier.making import Dossier, Enclosed, dossier_zip
from desk.dossier.rows import Rows
from desk.log.log import FILE
from desk.vault.vault import Vault
from domain.dossier import DossierKind, DossierShown

OPENED = "personal.ndjson"


class Source(NamedTuple):
    """Where an office lies. `vault` None: nothing sealed is opened; `seal`: its sealer's folder."""

    office: Path
    vault: Vault | None = None
    seal: Path | None = None


class Prepared:
    """Everything is found before the first byte leaves. Iterated once, or closed. Raises Unknown, NothingInside."""

    def __init__(self, source: Source, asked: AskedFor, position: int) -> None:
        self._source, self._rows = source, Rows(source.office / FILE)
        with self.unless_refused():
            self.chosen: Chosen = chosen(self._rows, asked, position)
            self.timeline = list(self._told())

    @property
    def name(self) -> str:
        """Of the file, without its ending."""
        return f"卷宗-{name_of(self.chosen)}-{self.chosen.part.position}"

    def bites(self) -> Iterator[bytes]:
        with self._rows as rows:
            part, made_by = self.chosen.part, f"shoubao {version('shoubao')}"
            seals, inside = seals_in(self._source.seal, part), self._enclosed(rows)
            told = Dossier(part, about_of(self.chosen), made_by, *seals, inside)
            yield from dossier_zip(rows, told)

    def close(self) -> None:
        self._rows.close()

    @contextmanager
    def unless_refused(self) -> Iterator[None]:
        """What follows may refuse it: then nothing stays open."""
        try:
            yield
        except BaseException:
            self.close()
            raise

    def again(self, position: int) -> Prepared:
        """As it was at another position."""
        self.close()
        return Prepared(self._source, self.chosen.asked, position)

    def _told(self) -> Iterator[Enclosed]:
        """Set in type at once: what fails fails before anything is on record."""
        if self.chosen.asked.shown is DossierShown.EVERYTHING:
            yield from told_in_order(self._rows, self.chosen, self._source.office)

    def _enclosed(self, rows: Rows) -> Iterator[Enclosed]:
        asked = self.chosen.asked
        if asked.shown is DossierShown.EVERYTHING:
            yield from papers(rows, self.chosen, self._source.office)
        yield from self.timeline
        if asked.opened and self._source.vault:
            yield Enclosed(OPENED, opened_words(rows, self.chosen, self._source.vault))


def about_of(chosen: Chosen) -> dict[str, Any]:
    """What stands in the manifest for a person: nothing proves it but the events."""
    asked, file = chosen.asked, chosen.file
    told: dict[str, Any] = {
        "kind": asked.kind.value,
        "shown": asked.shown.value,
        "opened": asked.opened,
    }
    if asked.id:
        told["id"] = str(asked.id)
    if chosen.starts and chosen.ends:
        told |= {"since": instant_text(chosen.starts), "until": instant_text(chosen.ends)}
    if file and asked.shown is DossierShown.EVERYTHING:
        told["number"] = getattr(file.opened.event, "number", "")
    return told


def name_of(chosen: Chosen) -> str:
    if chosen.file and chosen.asked.kind is DossierKind.INCIDENT:
        return str(getattr(chosen.file.opened.event, "number", ""))
    assert chosen.starts
    return f"{chosen.starts:%Y%m%d}"
