// Three elements that count in the browser. Their text lives in a shadow root, so that a panel
// swapped under them never shows its fallback text, and ::part() lets the page colour them.

import { officeTime, spanWords } from "./office-time.js";

const TICK_MS = 200;
const NEAR_SHARE = 0.2; // the last fifth of a limit, and never less than five minutes
const NEAR_MS = 5 * 60 * 1000;
const STALE_AFTER_MS = 12_000; // two heartbeats and a bit
const CONNECTS_WITHIN_MS = 5_000; // before that nothing is broken yet
const ticking = new Set();

class Ticking extends HTMLElement {
  connectedCallback() {
    if (!this.shadowRoot) {
      this.text = document.createElement("span");
      this.attachShadow({ mode: "open" }).append(this.text);
    }
    ticking.add(this);
    this.tick();
  }

  disconnectedCallback() {
    ticking.delete(this);
  }

  show(words, part) {
    if (this.text.textContent !== words) this.text.textContent = words;
    if (this.text.getAttribute("part") !== part) this.text.setAttribute("part", part);
  }
}

/** Time left of a deadline, then time over, in words. */
class DueClock extends Ticking {
  static observedAttributes = ["at"];

  attributeChangedCallback() {
    if (this.text) this.tick();
  }

  tick() {
    const due = Date.parse(this.getAttribute("at"));
    const left = due - officeTime();
    if (left < 0) {
      this.show(this.getAttribute("over") + spanWords(-left), "over");
      return;
    }
    const whole = due - Date.parse(this.getAttribute("from"));
    const near = left < Math.max(NEAR_MS, whole * NEAR_SHARE);
    this.show(this.getAttribute("left") + spanWords(left), near ? "near" : "left");
  }
}

/** The office's time and date; Beijing time wherever this browser is. */
class WallClock extends Ticking {
  tick() {
    const lang = document.documentElement.lang === "en" ? "en-GB" : "zh-CN";
    const zone = { timeZone: "Asia/Shanghai" };
    const now = new Date(officeTime());
    const time = now.toLocaleTimeString("en-GB", zone);
    const day = { ...zone, month: "numeric", day: "numeric", weekday: "short" };
    if (!this.hasAttribute("big")) return this.show(time, "time");
    if (!this.date) {
      this.date = document.createElement("span");
      this.date.setAttribute("part", "date");
      this.shadowRoot.append(this.date);
    }
    this.date.textContent = now.toLocaleDateString(lang, { ...day, year: "numeric" });
    this.show(time, "time");
  }
}

/** How old what this page shows is: live, stale with its age, or broken. */
class DataAge extends Ticking {
  tick() {
    const link = window.shoubao?.link;
    const waiting = performance.now() < CONNECTS_WITHIN_MS;
    if (!link || (waiting && link.open === null)) return this.show("…", "waiting");
    const age = Math.max(0, performance.now() - link.heard);
    const state = !link.open ? "broken" : age > STALE_AFTER_MS ? "stale" : "live";
    const words = this.getAttribute(state).replace("{n}", Math.floor(age / 1000));
    this.show(words, state);
    document.documentElement.dataset.link = state;
  }
}

customElements.define("due-clock", DueClock);
customElements.define("wall-clock", WallClock);
customElements.define("data-age", DataAge);
setInterval(() => ticking.forEach((element) => element.tick()), TICK_MS);
