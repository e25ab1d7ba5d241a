// The live link: htmx's ws extension carries it, this module keeps the position, drops what was
// seen already, notices silence, and loads the page anew when the log behind it is another one.

import { setOfficeTime } from "./office-time.js";
import { greeted, held, saw } from "./witness.js";

const SILENCE_MS = 16_000; // three heartbeats: a half-open link never says that it is gone
const LOOK_MS = 2_000;
const SLEPT_MS = 4_000; // the wall clock went on by so much more than the page: this machine slept
const SESSION_OVER = 1008;
const TRIES_BEFORE_ASKING = 5;

const element = document.getElementById("live");
const rendered = Number(element.dataset.seq); // the position this page was rendered at
const seen = {}; // newest position shown since, by panel
const link = { open: null, heard: performance.now(), position: rendered };
window.shoubao = { link, seen, frames: 0, duplicates: 0 };

let connection = null;
let asked = performance.now(); // when the link was last asked for
let failures = 0;
let drift = Date.now() - performance.now();

function message(event) {
  let said;
  try {
    said = JSON.parse(event.detail.message.data);
  } catch {
    return event.preventDefault();
  }
  link.heard = performance.now();
  if (said.type === "panel") return panel(event, said);
  if (said.type === "hello") hello(said);
  else setOfficeTime(said.now);
  if (said.type !== "heartbeat") return;
  link.position = Math.max(link.position, said.seq);
  saw(said);
}

function panel(event, said) {
  window.shoubao.frames += 1;
  if (said.seq <= (seen[said.target] ?? rendered)) {
    window.shoubao.duplicates += 1;
    event.preventDefault();
    return;
  }
  seen[said.target] = said.seq;
  // Only the last frame of a position says that everything up to it has come.
  if (!said.closes) return;
  link.position = Math.max(link.position, said.seq);
  saw(said);
}

function hello(said) {
  greeted(said);
  const { store, epoch } = element.dataset;
  if (said.store !== store || String(said.epoch) !== epoch || said.seq < link.position) {
    location.reload(); // another log, or an older copy of this one: nothing shown here holds
    return;
  }
  setOfficeTime(said.now, said.speed);
  link.open = true;
  failures = 0;
}

function closed(event) {
  link.open = false;
  failures += 1;
  if (event.detail.code === SESSION_OVER) location.reload(); // sign in again
  else if (failures % TRIES_BEFORE_ASKING === 0) askWhetherSignedIn();
}

/** A refused handshake looks like a dead server; only a page says that the session is over. */
async function askWhetherSignedIn() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.status === 401) location.reload();
}

function hangUp() {
  link.open = false;
  connection?.socket?.close();
}

/** A link gone silent or never answered, or a machine that slept under it: it is made anew. */
function look() {
  const moved = Date.now() - performance.now() - drift;
  drift += moved;
  const since = link.open ? link.heard : asked;
  if (performance.now() - since > SILENCE_MS || moved > SLEPT_MS) hangUp();
}

element.addEventListener("htmx:ws:before:connection", (event) => {
  connection = event.detail.connection;
  asked = performance.now();
  const url = new URL(connection.url);
  url.searchParams.set("after", link.position);
  const witnessed = held();
  if (witnessed) {
    url.searchParams.set("seen", witnessed.seq);
    url.searchParams.set("chain", witnessed.chain);
  }
  connection.url = url.href;
});
element.addEventListener("htmx:ws:before:message:incoming", message);
element.addEventListener("htmx:ws:close", closed);
addEventListener("pageshow", (event) => event.persisted && location.reload()); // left with its link closed
setInterval(look, LOOK_MS);
// Connected from here and not by the markup: htmx would say hello before anybody listens.
element.setAttribute("hx-ws:connect", element.dataset.socket);
window.htmx.process(element);
