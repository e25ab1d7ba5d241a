"""One person's browser window on a served office, and what is read from it."""

from __future__ import annotations

WALL, DESK, LAPTOP, PHONE = (1920, 1080), (1366, 768), (1440, 900), (390, 844)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
LINK_SECONDS = 40  # a link is given up after 16 s of silence, and made anew within seconds

# Notes, by the machine's clock, when a clock's row first said that it ran out.
NOTE_RUN_OUTS = """
window.ranOut = {};
new MutationObserver(() => {
  for (const row of document.querySelectorAll("li.clock.ran-out")) window.ranOut[row.id] ??= Date.now();
}).observe(document, { subtree: true, childList: true, attributes: true });
"""
SHOWN = """() => ["clocks", "incidents", "duty", "banners"].map((id) =>
  document.getElementById(id).outerHTML.replace(/\\s+/g, " ").replace(/> </g, "><"))"""


class Screen:
    """`complaints` holds whatever a page had no business to do: errors, warnings, CSP violations."""

    def __init__(self, browser, server, *, size=DESK, language="zh", **options):
        self.server = server
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, **options
        )
        self.context.set_default_timeout(30_000)
        self.speak(language)
        self.context.add_init_script(NOTE_RUN_OUTS)
        self.complaints, self.links = [], []  # links: the address of every socket asked for
        self.page = self.window()

    def speak(self, language):
        cookie = {"name": "language", "value": language, "url": self.server.url}
        self.context.add_cookies([cookie])

    def anew(self, size, language):
        """For the next page: nothing of the last one is held against it."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.speak(language)
        self.complaints.clear()
        return self

    def window(self):
        """One more page of the same person."""
        page = self.context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("websocket", lambda socket: self.links.append(socket.url))
        return page

    def go(self, path):
        self.page.goto(self.server.url + path)
        return self

    def sign_in(self, login):
        """Through the form the first time; whoever signed in here before brings that session."""
        if login in self.server.sessions:
            self.context.add_cookies(self.server.sessions[login])
            return self
        self.go("/login")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", self.server.password)
        self.page.click("button.main")
        self.page.wait_for_url(lambda url: "/login" not in url)
        kept = self.context.cookies()
        self.server.sessions[login] = [one for one in kept if one["name"] != "language"]
        return self

    def close(self):
        self.context.close()

    @property
    def link(self):
        """live, stale or broken, as the page says it."""
        return self.page.evaluate("document.documentElement.dataset.link ?? null")

    def wait_for_link(self, state):
        self.page.wait_for_function(
            "state => document.documentElement.dataset.link === state",
            arg=state,
            timeout=LINK_SECONDS * 1000,
        )
        return self

    def age(self):
        return self.page.locator("data-age").evaluate("one => one.shadowRoot.textContent")

    def violations(self, axe):
        """What axe-core finds wrong with the page, as lines."""
        if not self.page.evaluate("!!window.axe"):
            self.page.evaluate(axe)
        options = {"runOnly": list(RULES), "resultTypes": ["violations"]}
        found = self.page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]

    def counters(self):
        """Frames and duplicates since the page was loaded, and its position in the log."""
        return self.page.evaluate(
            "({...window.shoubao, seen: undefined, link: undefined, at: window.shoubao.link.position})"
        )

    def wait_until_at(self, position):
        self.page.wait_for_function("at => window.shoubao.link.position >= at", arg=position)
        return self

    def shown(self):
        """The board's panels as they stand, white space aside."""
        return self.page.evaluate(SHOWN)

    def row(self, title):
        """The first clock of the incident so named."""
        return self.page.locator("li.clock", has_text=title).first

    def countdown(self, title):
        clock = self.row(title).locator("due-clock")
        return clock.evaluate("one => one.shadowRoot.textContent")

    def wait_for_countdown(self, title, begins):
        self.page.wait_for_function(
            "([title, begins]) => [...document.querySelectorAll('li.clock')].some((row) => "
            "row.textContent.includes(title) && "
            "row.querySelector('due-clock')?.shadowRoot.textContent.startsWith(begins))",
            arg=[title, begins],
        )

    def ran_out_at(self, row):
        """Milliseconds since 1970; waits for it."""
        self.page.wait_for_function("row => window.ranOut[row]", arg=row, timeout=60_000)
        return self.page.evaluate("row => window.ranOut[row]", row)

    def _heard(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")
