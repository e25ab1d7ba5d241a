// What the board shows is heard: a chime when a clock is half gone, tones and words for rings nobody has
// answered, a siren for what has run out. One tab of a browser plays; a page that can be heard says so.

import { officeTime } from "./office-time.js";

const AGAIN_MS = { siren: 8_000, voice: 30_000, ring: 30_000 };
const WORDS = { siren: "over", voice: "remind", ring: "answer" };
const SAY_MS = 10_000;
const CHIME_FRESH_MS = 60_000;
const shell = document.querySelector("[data-sound]");
const clips = new Map();
const played = new Map();
let context, playing = false, saidAt = -SAY_MS;

if (shell) {
  context = new AudioContext();
  const enable = shell.querySelector("[data-enable]");
  enable.addEventListener("click", () => context.resume().then(() => play(["test"])));
  document.addEventListener("pointerdown", () => context.resume(), { once: true });
  document.addEventListener("keydown", () => context.resume(), { once: true });
  whenAudible(() => alone(() => setInterval(look, 1_000)));
  setInterval(() => {
    enable.hidden = context.state === "running";
    const hush = shell.querySelector("[data-silenced]");
    if (hush) hush.hidden = Date.parse(hush.dataset.silenced) <= officeTime();
  }, 500);
}

/** A tab nobody clicked is mute: it must not take its turn before one that can be heard. */
function whenAudible(work) {
  if (context.state === "running") return work();
  context.addEventListener("statechange", () => whenAudible(work), { once: true });
}

/** Where several tabs can be heard, the first one plays, and the next when it is closed. */
function alone(work) {
  if (!navigator.locks) return work();
  navigator.locks.request("shoubao-sound", () => new Promise(() => work()));
}

function look() {
  if (context.state !== "running") return;
  sayHeard();
  const until = Date.parse(shell.querySelector("[data-silenced]")?.dataset.silenced ?? "");
  if (until > officeTime() || playing) return;
  const next = nextRing() ?? nextChime();
  if (next) play(next);
}

/** Everything real before anything of an exercise, whose siren is a chime. */
function nextRing() {
  return nextOf(":not(.exercise)") ?? nextOf(".exercise");
}

function nextOf(which) {
  for (const manner of ["siren", "voice", "ring"]) {
    const ring = [...document.querySelectorAll(`#rings .unanswered${which}[data-manner="${manner}"]`)].find(
      (one) => performance.now() - (played.get(`${one.id}:${one.dataset.ring}`) ?? -Infinity) > AGAIN_MS[manner],
    );
    if (!ring) continue;
    played.set(`${ring.id}:${ring.dataset.ring}`, performance.now());
    const words = ring.querySelector(".nobody") ? "nobody" : WORDS[manner];
    const sound = which === ".exercise" && manner === "siren" ? "chime" : manner;
    return [...announced(ring), sound, `level-${ring.dataset.level}`, words];
  }
  return null;
}

function nextChime() {
  const clock = [...document.querySelectorAll("#clocks [data-chimed], #desk-duties [data-chimed]")].find((one) => {
    const key = `${one.id}:${one.dataset.chimed}`;
    const age = officeTime() - Date.parse(one.dataset.chimed);
    return age < CHIME_FRESH_MS && !played.has(key) && played.set(key, performance.now());
  });
  return clock ? [...announced(clock), "chime"] : null;
}

function announced(row) {
  return row.classList.contains("exercise") ? ["exercise"] : [];
}

async function play(names) {
  playing = true;
  try {
    for (const name of names) await once(name);
  } finally {
    playing = false;
  }
}

async function once(name) {
  const source = context.createBufferSource();
  source.buffer = await clip(name);
  source.connect(context.destination);
  const over = new Promise((done) => source.addEventListener("ended", done));
  source.start();
  if (shell) noted(name);
  await over;
}

function noted(name) {
  shell.dataset.played = `${shell.dataset.played ?? ""} ${name}`.trim().split(" ").slice(-12).join(" ");
}

async function clip(name) {
  if (!clips.has(name)) {
    const answer = await fetch(`/static/sounds/${name}.ogg`);
    clips.set(name, await context.decodeAudioData(await answer.arrayBuffer()));
  }
  return clips.get(name);
}

function sayHeard() {
  if (performance.now() - saidAt < SAY_MS) return;
  saidAt = performance.now();
  fetch("/sound/heard", { method: "POST", body: new URLSearchParams({ csrf: shell.dataset.csrf }) }).catch(() => {});
}

/** Two digits for the test at check-in; what was played goes along with what was heard. */
for (const form of document.querySelectorAll("form[data-sound-test]")) {
  form.querySelector("[data-play]").addEventListener("click", async () => {
    context ??= new AudioContext();
    await context.resume();
    const digits = [...crypto.getRandomValues(new Uint8Array(2))].map((one) => one % 10);
    form.elements.played.value = digits.join("");
    await play(digits.map((one) => `digit-${one}`));
    form.elements.typed.focus();
  });
}
