// The desk's hands: function keys that a Chinese input method leaves alone, calls that are parked and
// brought back, the moment the phone was picked up, and the sentence that is read back to the caller.

import { put, typed } from "./form-words.js";
import { officeTime } from "./office-time.js";

const PARKED = "parked:";
const form = document.querySelector("form[data-intake]");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
  const meant = /^F\d+$/.test(event.key) && meantBy(event.key);
  if (!meant) return;
  event.preventDefault();
  if (meant.matches("button") && !event.repeat) meant.click();
  else meant.focus();
});

if (form) {
  form.addEventListener("input", pickUp);
  form.addEventListener("input", readBack);
  const another = document.querySelector("[data-new]");
  another.hidden = false;
  another.addEventListener("click", newCall);
  showParked();
  readBack();
}

/** Of several under one key the one stamped last: a slip is corrected where it was made. */
function meantBy(key) {
  const all = [...document.querySelectorAll(`[data-key="${key}"]`)];
  return all.sort((one, other) => (other.dataset.at ?? "").localeCompare(one.dataset.at ?? ""))[0];
}

/** The first key of a call is when the phone was picked up. */
function pickUp() {
  const first = form.elements.picked_up;
  first.value ||= new Date(officeTime()).toISOString();
}

/** F2: a call that has begun is parked with everything typed; the next one starts empty, and now. */
function newCall() {
  const words = typed(form);
  if (Object.keys(words).length > 3) localStorage.setItem(PARKED + Date.now(), JSON.stringify(words));
  fill({});
  pickUp();
  showParked();
  form.querySelector("[data-first]").focus();
}

/** What was typed, and nothing else; a new command id, so that two calls are two commands. */
function fill(words) {
  const { csrf, command_id: id } = form.elements;
  const kept = csrf.value;
  form.reset();
  csrf.value = kept;
  id.value = crypto.randomUUID?.() ?? id.value.replace(/.{12}$/, Date.now().toString(16).padStart(12, "0"));
  form.elements.picked_up.value = "";
  put(form, words);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function showParked() {
  const list = document.querySelector("[data-parked]");
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PARKED)).sort();
  list.replaceChildren(...keys.map((key, at) => button(list.dataset.word, key, at)));
  list.hidden = keys.length === 0;
}

function button(word, key, at) {
  const one = document.createElement("button");
  const words = JSON.parse(localStorage.getItem(key));
  one.type = "button";
  if (at === 0) one.dataset.key = "F3";
  one.textContent = `${at === 0 ? "F3 " : ""}${word} ${at + 1}: ${words.what || words.place || words.call_back || ""}`;
  one.addEventListener("click", () => {
    localStorage.removeItem(key);
    newCall();
    fill(words);
    showParked();
  });
  return one;
}

/** 「…，对吗？」: what has been understood so far, in the order it was asked. */
function readBack() {
  const output = form.querySelector("[data-readback]");
  const label = (name) => form.elements[name].closest("label").firstChild.textContent.trim();
  const told = ["call_back", "place", "what", "occurred"].filter((name) => form.elements[name].value);
  const figures = [...form.querySelectorAll(".five input")].filter((one) => one.value !== "");
  const place = township();
  const parts = [
    ...told.map((name) => `${label(name)} ${name === "place" ? place : form.elements[name].value}`),
    ...figures.map((one) => `${label(one.name)} ${one.value}`),
  ];
  output.hidden = parts.length === 0;
  output.textContent = output.dataset.words.replace("…", parts.join("，"));
}

/** The place in full, its township told beside the field; a code nobody has is said, and stays as typed. */
function township() {
  const typed = form.elements.place.value.trim();
  const [, code, words = ""] = typed.match(/^(\d{2})(?:\s+(.*))?$/) ?? [];
  const known = [...document.querySelectorAll("#townships option")].find((one) => code && one.value.trim() === code);
  const told = form.querySelector("[data-township]");
  const name = known?.textContent.slice(code.length).trim();
  told.textContent = code ? (name ?? told.dataset.unknown.replace("{code}", code)) : "";
  return name ? `${name} ${words}`.trim() : typed;
}
