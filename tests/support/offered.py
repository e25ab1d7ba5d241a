"""What a page offers its reader: where its forms and links lead, but for what the page itself hides from them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.http.test_access import expected
from tests.support.who_may import WHO_MAY
from tests.support.who_writes import WHO_WRITES_DOWN

VOID = {"input", "link", "meta", "br", "hr", "img", "source", "wbr", "col", "area"}


class Offer(NamedTuple):
    """`of_others`: it asks who decided, and the reader is no choice of theirs."""

    method: str
    path: str
    of_others: bool = False


class Offers(HTMLParser):
    """`found`: every form, button and link that the reader sees."""

    def __init__(self):
        super().__init__()
        self.found, self._open, self._may = [], [], set()
        self._deciders = None  # while inside the choice of who decided

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "body":
            self._may = set((given.get("data-may") or "").split())
        hidden = "hidden" in given or given.get("data-act", "") not in {"", *self._may}
        if not hidden and not any(one for _, one in self._open):
            self._led(tag, given)
        if tag not in VOID:
            self._open.append((tag, hidden))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "select" and self._deciders is not None:
            chosen, self._deciders = self._deciders, None
            self.found[-1] = self.found[-1]._replace(of_others="" not in chosen)

    def _led(self, tag, given):
        if tag == "form":
            self.found.append(
                Offer((given.get("method") or "get").upper(), given.get("action", ""))
            )
        elif "formaction" in given:
            self.found.append(Offer("POST", given["formaction"]))
        elif tag == "a" and given.get("href"):
            self.found.append(Offer("GET", given["href"]))
        elif tag == "select" and given.get("name") == "by":
            self._deciders = []
        elif tag == "option" and self._deciders is not None:
            self._deciders.append(given.get("value"))


def offered(page):
    """What a page of HTML offers at addresses of our own."""
    offers = Offers()
    offers.feed(page)
    split = ((one, urlsplit(one.path)) for one in offers.found)
    return {
        one._replace(path=to.path) for one, to in split if to.path and not to.netloc + to.scheme
    }


def _ways():
    """Each way in with the addresses it answers to, fixed ones before those with a part."""
    names = sorted(WHO_MAY, key=lambda one: one.count("{"))
    return [(name, re.compile(re.sub(r"\{[^}]*\}", "[^/]+", name))) for name in names]


WAYS = _ways()


def way_of(offer):
    """None: it leads nowhere."""
    asked = f"{offer.method} {offer.path}"
    return next((name for name, one in WAYS if one.fullmatch(asked)), None)


def refused(offers, asker):
    """Those that this reader would be turned away from, or that lead nowhere."""
    return {way_of(one) or one for one in offers if not _granted(way_of(one), one, asker)}


def _granted(way, offer, asker):
    if offer.of_others and way in WHO_WRITES_DOWN:
        may = WHO_WRITES_DOWN[way]
        return asker.letter in (may.office if asker.place == "county" else may.below)
    return way is not None and expected(way, asker) == "in"
