// 回放 by hand and by itself: the scrubber, playing at ×1, ×10 and ×60, and the keys. The page of another moment is
// fetched and put in place; the bar stays under the finger. Without this module every step is a link of the bar.

import { officeTime, setOfficeTime } from "./office-time.js";

const LOOK_MS = 250;
const PIECES = [".replay-mark", ".replay-ticks", ".replay-moves > nav", ".replay-moves > form", ".spans"];
const SPEEDS = [1, 10, 60];
const KEYS = { ArrowLeft: "prev", ArrowRight: "next", F9: "play" };
const PAD = { Numpad4: "prev", Numpad6: "next", Numpad5: "play", NumpadAdd: "faster", NumpadSubtract: "slower" };

const bar = document.querySelector(".replay-bar");
const scrub = bar.querySelector("[data-scrub]");
const player = bar.querySelector(".replay-play");
const button = player.querySelector("button.main");
let speed = 1;
let playing = false;
let fetching = false;
let wanted = null; // the newest moment asked for while another was on its way

const beijing = (at) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19);
const shown = () => Date.parse(bar.dataset.at);

function address(moment) {
  const url = new URL(location.href);
  url.searchParams.delete("seq");
  url.searchParams.delete("at");
  for (const [name, value] of Object.entries(moment)) url.searchParams.set(name, value);
  return url;
}

/** Shows another moment of this page; of several asked for meanwhile only the newest. */
async function go(url) {
  wanted = url;
  if (fetching) return;
  fetching = true;
  while (wanted) {
    const next = wanted;
    wanted = null;
    const answer = await fetch(next).catch(() => null);
    if (!answer?.ok) {
      stop();
      if (answer) location.assign(next); // a refusal is a page of its own
      break;
    }
    put(new DOMParser().parseFromString(await answer.text(), "text/html"), next);
  }
  fetching = false;
}

function put(page, url) {
  const there = page.querySelector(".replay-bar");
  if (!there) return location.reload();
  const held = document.activeElement?.rel;
  for (const name of ["seq", "at", "now", "after", "afterAt"]) {
    if (name in there.dataset) bar.dataset[name] = there.dataset[name];
    else delete bar.dataset[name];
  }
  for (const one of PIECES) bar.querySelector(one).replaceWith(there.querySelector(one));
  bar.querySelector(".ends").replaceWith(there.querySelector(".ends"));
  const scrubbed = there.querySelector("[data-scrub]");
  for (const name of ["min", "max", "data-low", "data-high"]) scrub.setAttribute(name, scrubbed.getAttribute(name));
  for (const one of [...bar.parentElement.children]) if (one !== bar) one.remove();
  bar.after(...[...there.parentElement.children].filter((one) => one !== there));
  const top = page.querySelector("header.top");
  if (top) document.querySelector("header.top").replaceWith(top);
  document.title = page.title;
  history.replaceState(null, "", url);
  if (!playing) setOfficeTime(bar.dataset.at, 0);
  else if (officeTime() < shown()) setOfficeTime(bar.dataset.at, speed);
  if (held) bar.querySelector(`a[rel="${held}"]`)?.focus();
  place();
  document.dispatchEvent(new CustomEvent("replayed"));
}

/** The finger stands at the moment; the ticks and the range share one scale. */
function place() {
  const at = playing ? officeTime() : shown();
  const [starts, ends] = [Number(scrub.min) * 1000, Number(scrub.max) * 1000];
  scrub.value = Math.floor(at / 1000);
  scrub.setAttribute("aria-valuetext", beijing(at).replace("T", " "));
  const wide = bar.querySelector(".replay-ticks").viewBox.baseVal.width;
  bar.querySelector(".here").setAttribute("x", (wide * (at - starts)) / (ends - starts));
}

function play() {
  playing = true;
  setOfficeTime(bar.dataset.at, speed);
  said();
}

function stop() {
  if (!playing) return;
  const at = officeTime();
  playing = false;
  bar.dataset.at = new Date(at).toISOString();
  setOfficeTime(bar.dataset.at, 0);
  said();
}

function setSpeed(chosen) {
  const at = new Date(officeTime()).toISOString();
  speed = chosen;
  if (playing) setOfficeTime(at, speed);
  said();
}

function said() {
  button.textContent = playing ? player.dataset.pause : player.dataset.play;
  bar.querySelector(".replay-mark").setAttribute("aria-live", playing ? "off" : "polite");
  for (const one of player.querySelectorAll("[data-speed]")) {
    one.setAttribute("aria-pressed", String(Number(one.dataset.speed) === speed));
  }
}

/** While it plays: the next record is shown when its time has come, and time itself when the track ends. */
function look() {
  if (!playing) return;
  const at = officeTime();
  const next = Date.parse(bar.dataset.afterAt ?? "");
  if (at >= Date.parse(bar.dataset.now) && !next) {
    stop(); // it has caught up with the present
  } else if (next && at >= next && !fetching) {
    const whole = Math.floor(at / 1000) * 1000;
    go(address(whole > next ? { at: beijing(whole) } : { seq: bar.dataset.after }));
  } else if (at > Number(scrub.max) * 1000 && !fetching) {
    go(address({ at: beijing(at) }));
  }
  const time = bar.querySelector(".replay-mark time");
  time.textContent = beijing(at).replace("T", " ");
  place();
}

function act(what) {
  if (what === "play") return playing ? stop() : play();
  if (what === "faster" || what === "slower") {
    const place = SPEEDS.indexOf(speed) + (what === "faster" ? 1 : -1);
    return setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, place))]);
  }
  const link = bar.querySelector(`.replay-moves a[rel="${what}"]`);
  stop();
  if (link) go(link.href);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, select, textarea, [role=region]") && event.key !== "F9") return;
  const what = KEYS[event.key] ?? PAD[event.code];
  if (!what) return;
  event.preventDefault();
  act(what);
});
bar.addEventListener("click", (event) => {
  const link = event.target.closest(".replay-moves > nav:first-child a, .replay-ticks a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  stop();
  go(new URL(link.getAttribute("href"), location.href));
});
bar.addEventListener("submit", (event) => {
  event.preventDefault();
  stop();
  go(address({ at: new FormData(event.target).get("at") }));
});
scrub.addEventListener("input", () => {
  stop();
  const at = Math.max(Number(scrub.dataset.low), Math.min(Number(scrub.dataset.high), Number(scrub.value)));
  go(address({ at: beijing(at * 1000) }));
});
button.addEventListener("click", () => act("play"));
player.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-speed]");
  if (chosen) setSpeed(Number(chosen.dataset.speed));
});
scrub.hidden = false;
player.hidden = false;
place();
setInterval(look, LOOK_MS);
window.shoubao = { ...window.shoubao, replay: { playing: () => playing, at: officeTime } };
