// Twenty desks by the keyboard: keys that say what came of a call, and the next desk without loading the page
// anew. Without this module every key is a button of a form.

import { put, typed } from "./form-words.js";

const LOOK_MS = 4_000;
let busy = false;

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" && (event.repeat || busy)) return event.preventDefault(); // a key held down is one key
  if (event.key === "Enter" && event.target === document.body) return document.querySelector("#now button.main")?.click();
  const field = event.target.closest("input, select, textarea");
  if (field && !field.matches("[data-name]") && !event.key.startsWith("F")) return; // no name has a digit
  const meant = document.querySelector(`#now [data-key="${CSS.escape(event.key)}"]`);
  if (!meant) return;
  event.preventDefault();
  if (!event.repeat && !busy) meant.click();
});

document.addEventListener("submit", (event) => {
  if (!event.target.closest("#now, #units")) return;
  event.preventDefault();
  if (!busy) send(event.target, event.submitter);
});

/** What was just heard says something else than the stamps did: Enter says that now. */
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.found");
  if (!form || event.target.tagName !== "SELECT") return;
  const wanting = (name) => form.elements[name].value === "false";
  const said = wanting("leader_in_place") ? "leader_absent" : wanting("matters_known") || wanting("procedure_known") ? "not_versed" : "";
  const keys = form.querySelector(".keys");
  const first = (said && keys.querySelector(`[value="${said}"]`)) || keys.querySelector("[data-proposed]");
  for (const one of keys.children) one.classList.toggle("main", one === first);
  keys.prepend(first);
});

setInterval(() => {
  if (!busy && document.querySelector("#now[data-poll]") && !document.querySelector("#units details[open]")) look();
}, LOOK_MS);

async function send(form, pressed) {
  const words = new FormData(form, pressed);
  busy = true;
  document.getElementById("now")?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(words) });
    if (!answer.ok) return refused(form, pressed);
    show(await answer.text());
    history.replaceState(null, "", answer.url);
  } catch {
    refused(form, pressed);
  } finally {
    busy = false;
    document.getElementById("now")?.removeAttribute("aria-busy");
  }
}

/** The browser sends it by itself, with the same command id: its answer is a page that says why not. */
function refused(form, pressed) {
  if (pressed?.name) {
    const said = Object.assign(document.createElement("input"), { type: "hidden", name: pressed.name, value: pressed.value });
    form.append(said);
  }
  HTMLFormElement.prototype.submit.call(form);
}

async function look() {
  const answer = await fetch(location.href);
  if (answer.ok && !busy) show(await answer.text());
}

/** What was typed about the desk whose turn it still is stays, and so does the hand on its key. */
function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const before = document.querySelector("#now");
  const words = [...(before?.querySelectorAll("form.found, form.end") ?? [])].map((one) => [one.className, typed(one)]);
  const held = document.activeElement?.name;
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  const now = document.querySelector("#now");
  const same = now && before?.dataset.turn === now.dataset.turn;
  for (const [name, said] of same ? words : []) {
    const form = now.querySelector(`form[class="${name}"]`);
    if (form) put(form, Object.fromEntries(Object.entries(said).filter(([key]) => !["unit", "step"].includes(key))));
  }
  const kept = same && held && now.querySelector(`[name="${CSS.escape(held)}"]:not([type=hidden])`);
  (kept || now?.querySelector("[autofocus]"))?.focus();
  document.querySelector("#units tr.on")?.scrollIntoView({ block: "nearest" });
}
