"""Clients that keep the key of every command, and send again whatever they got no answer to."""

from __future__ import annotations

import http.client
import json
import random
import threading
from contextlib import closing
from uuid import UUID


class Sent:
    """One command: its key never changes, its answer is None while nobody knows what became of it."""

    def __init__(self, key, path, body):
        self.key, self.path, self.body = key, path, body
        self.answer = None
        self.times = 0

    @property
    def lost_its_answer(self):
        return self.times > 1


class Caller:
    """One client with one connection. Its commands are drawn by lot, the same for the same seed."""

    def __init__(self, port, token, units, seed):
        self._port, self._token, self._units = port, token, units
        self._luck = random.Random(seed)
        self.sent, self.wrong = [], []
        self._incidents = []

    @property
    def acknowledged(self):
        return [one for one in self.sent if one.answer]

    def works(self):
        """Until the server is gone: first what is still unknown, then new commands."""
        try:
            self.settles()
            with closing(self._connection()) as connection:
                while not self.wrong:
                    self._send(connection, self._new())
        except (OSError, http.client.HTTPException):
            pass  # the server died: the outcome of the last one is unknown

    def settles(self):
        """Sends again whatever has no answer yet."""
        with closing(self._connection()) as connection:
            for one in [one for one in self.sent if not one.answer]:
                self._send(connection, one)

    def asks_again(self, one):
        """What is answered to a command sent once more."""
        with closing(self._connection()) as connection:
            return self._exchange(connection, one)

    def _connection(self):
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)

    def _send(self, connection, one):
        status, answer = self._exchange(connection, one)
        if status not in (200, 201):
            self.wrong.append((status, answer))
            return
        one.answer = answer
        if answer["answer"].get("number"):  # an incident was opened
            self._incidents.append(answer["answer"]["incident"])

    def _exchange(self, connection, one):
        headers = {
            "authorization": f"Bearer {self._token}",
            "idempotency-key": one.key,
            "content-type": "application/json",
        }
        one.times += 1
        connection.request("POST", one.path, json.dumps(one.body), headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    def _new(self):
        path, body = self._drawn()
        one = Sent(str(UUID(int=self._luck.getrandbits(128))), path, body)
        self.sent.append(one)
        return one

    def _drawn(self):
        lot = self._luck.random()
        if self._incidents and lot < 0.35:
            incident = self._luck.choice(self._incidents[-20:])
            hop = {"reporting_entity": self._units["county"], "recipient": self._units["city"]}
            return f"/api/v1/incidents/{incident}/reports", {**hop, "words": "简要情况"}
        if self._incidents and lot < 0.5:
            same = self._luck.choice(self._incidents)
            return "/api/v1/calls", {"what": "又一来电", "same_as": same}
        return "/api/v1/calls", {"what": f"第{len(self.sent)}起", "klass": "accident"}


def all_work(callers):
    """Each in a thread of its own; returns the threads."""
    threads = [threading.Thread(target=one.works) for one in callers]
    for thread in threads:
        thread.start()
    return threads
