// What is typed into a kept form stays on this machine until the server has taken it: a closed tab,
// a lost link or a wrong key loses nothing. The same words sent twice go under the same command id
// and are done once; changed words are a new command.

import { put, typed } from "./form-words.js";
import "./sent.js";

const KEEP_MS = 300;
const PHONE = "(max-width: 760px)"; // where a keyboard that opens by itself would hide the clocks

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = `draft:${form.dataset.keep}`;
  put(form, JSON.parse(localStorage.getItem(key) ?? "{}"));
  let timer = null;
  const keepNow = () => {
    clearTimeout(timer);
    timer = null;
    keep(form, key);
  };
  form.addEventListener("input", () => (timer ??= setTimeout(keepNow, KEEP_MS)));
  addEventListener("pagehide", () => timer === null || keepNow()); // what was typed a moment ago
  form.addEventListener("submit", () => {
    keep(form, key);
    sameWordsSameId(form, key);
  });
  if (!location.hash && !matchMedia(PHONE).matches) form.querySelector("[data-first]")?.focus();
}

function keep(form, key) {
  localStorage.setItem(key, JSON.stringify(typed(form)));
  const hint = form.querySelector("[data-kept]");
  if (hint) hint.hidden = false;
}

function sameWordsSameId(form, key) {
  const words = JSON.stringify([typed(form), form.elements.seen?.value]);
  const sent = JSON.parse(localStorage.getItem(`${key}:sent`) ?? "null");
  if (sent?.words === words) form.elements.command_id.value = sent.id;
  localStorage.setItem(`${key}:sent`, JSON.stringify({ words, id: form.elements.command_id.value }));
}
