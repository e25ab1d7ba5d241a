// What is typed into a kept form stays on this machine until the server has taken it: a closed tab,
// a lost link or a wrong key loses nothing. The same words sent twice go under the same command id
// and are done once; changed words are a new command.

import "./sent.js";

const KEEP_MS = 300;
const PHONE = "(max-width: 760px)"; // where a keyboard that opens by itself would hide the clocks
const OURS = new Set(["csrf", "command_id"]);

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = `draft:${form.dataset.keep}`;
  restore(form, key);
  let timer = null;
  form.addEventListener("input", () => {
    timer ??= setTimeout(() => {
      timer = null;
      keep(form, key);
    }, KEEP_MS);
  });
  form.addEventListener("submit", () => {
    keep(form, key);
    sameWordsSameId(form, key);
  });
  if (!location.hash && !matchMedia(PHONE).matches) form.querySelector("[data-first]")?.focus();
}

function restore(form, key) {
  const kept = JSON.parse(localStorage.getItem(key) ?? "{}");
  for (const [name, value] of Object.entries(kept)) {
    const field = form.elements[name];
    if (!field) continue;
    field.value = value;
    field.closest?.("details")?.setAttribute("open", ""); // nothing is sent that is not seen
  }
}

function typed(form) {
  return Object.fromEntries([...new FormData(form)].filter(([name, value]) => !OURS.has(name) && value));
}

function keep(form, key) {
  localStorage.setItem(key, JSON.stringify(typed(form)));
  const hint = form.querySelector("[data-kept]");
  if (hint) hint.hidden = false;
}

function sameWordsSameId(form, key) {
  const words = JSON.stringify(typed(form));
  const sent = JSON.parse(localStorage.getItem(`${key}:sent`) ?? "null");
  if (sent?.words === words) form.elements.command_id.value = sent.id;
  localStorage.setItem(`${key}:sent`, JSON.stringify({ words, id: form.elements.command_id.value }));
}
