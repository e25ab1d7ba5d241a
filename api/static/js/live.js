// The live link: htmx's ws extension carries it, this module keeps the position, drops what was
// seen already, notices silence, and loads the page anew when the log behind it is another one.

import { setOfficeTime } from "./office-time.js";

const SILENCE_MS = 16_000; // three heartbeats: a half-open link never says that it is gone
const RETRY_MS = 2_000;

const element = document.getElementById("live");
const seen = {}; // newest position shown, by panel
const link = { open: null, heard: performance.now(), position: Number(element.dataset.seq) };
window.shoubao = { link, seen, frames: 0, duplicates: 0 };

let connection = null;

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
  if (said.type === "heartbeat") link.position = Math.max(link.position, said.seq);
}

function panel(event, said) {
  window.shoubao.frames += 1;
  if (said.seq <= (seen[said.target] ?? -1)) {
    window.shoubao.duplicates += 1;
    event.preventDefault();
    return;
  }
  seen[said.target] = said.seq;
  // Only the last frame of a position says that everything up to it has come.
  if (said.closes) link.position = Math.max(link.position, said.seq);
}

function hello(said) {
  const { store, epoch } = element.dataset;
  if (said.store !== store || String(said.epoch) !== epoch || said.seq < link.position) {
    location.reload(); // another log, or an older copy of this one: nothing shown here holds
    return;
  }
  setOfficeTime(said.now, said.speed);
  link.open = true;
}

element.addEventListener("htmx:ws:before:connection", (event) => {
  connection = event.detail.connection;
  const url = new URL(connection.url);
  url.searchParams.set("after", link.position);
  connection.url = url.href;
});
element.addEventListener("htmx:ws:before:message:incoming", message);
element.addEventListener("htmx:ws:close", (event) => {
  link.open = false;
  if (event.detail.code === 1008) location.reload(); // the session is over: sign in again
});

setInterval(() => {
  if (link.open && performance.now() - link.heard > SILENCE_MS) {
    link.open = false;
    connection?.socket?.close();
  }
}, RETRY_MS);
