"""Rows as a sick disk, an older program or a defect would hand them to whoever follows the log."""

from __future__ import annotations


class SickLog:
    """Reads a log and spoils the rows of chosen positions on the way."""

    def __init__(self, log):
        self._log = log
        self.spoilt = {}

    def spoil(self, seq, **columns):
        self.spoilt[seq] = columns

    def rows_since(self, seq, limit):
        return [
            row._replace(**self.spoilt.get(row.seq, {})) for row in self._log.rows_since(seq, limit)
        ]


POISONS = {
    "broken JSON": {"state": b'{"data":'},
    "another shape": {"state": b'{"data":{"incident":7},"meta":{}}'},
    "a later version": {"version": 9},
    "an unknown topic": {"topic": "incident.teleported"},
    "not text at all": {"state": b"\xff\x00"},
}
