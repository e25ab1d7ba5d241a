// This board as a witness of the log: it keeps the newest link it saw (position and chain), and turns red when the
// log behind the socket is not the one it saw. It compares for itself; nobody but a person at this board calms it.

const LINK = "shoubao.link"; // what it saw last: store, epoch, seq, chain
const ALARM = "shoubao.alarm"; // what it found, until somebody has read it
const box = document.getElementById("witness");
const memory = {};

/** Where a browser keeps nothing for us, this page remembers at least. */
function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return memory[key] ?? null;
  }
}

function keep(key, value) {
  memory[key] = value;
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // a full or forbidden store: see above
  }
}

/** The newest link this board holds, for the server to answer. */
export function held() {
  return box.hasAttribute("data-off") ? null : kept(LINK);
}

/** The server's hello answers the link we asked about with its own chain there. */
export function greeted(said) {
  const before = held();
  if (!before) return note(said, said);
  const there = said.seen.seq === before.seq ? said.seen.chain : before.chain;
  if (said.store !== before.store) alarm("store", before, said);
  else if (said.epoch > before.epoch) alarm(declared(before, there, said) ? "epoch" : "other", before, said);
  else if (!there) alarm("shorter", before, said);
  else if (there !== before.chain) alarm("other", before, said);
  else note(said, said);
}

/** A new epoch says up to where it took over; what this board saw up to there must be the same. */
function declared(before, there, said) {
  return before.seq > said.epoch_after || there === before.chain;
}

/** Every frame and heartbeat carries the link of its position; and where what was told does not hold any more, its own. */
export function saw(said) {
  const before = held();
  if (!before || !said.chain) return;
  if (said.gainsaid) alarm("other", { ...before, seq: said.gainsaid.seq, chain: said.gainsaid.told }, said);
  else if (said.seq === before.seq && said.chain !== before.chain) alarm("other", before, { ...before, ...said });
  else note(said, before);
}

function note(said, of) {
  const before = held();
  if (box.hasAttribute("data-off") || kept(ALARM) || !said.chain || said.seq < (before?.seq ?? 0)) return;
  keep(LINK, { store: of.store, epoch: of.epoch, seq: said.seq, chain: said.chain });
}

/** Also for whoever compares something else that this browser was told. */
export function alarm(kind, before, said) {
  if (!kept(ALARM)) keep(ALARM, { kind, before, said, at: new Date().toISOString() });
  show();
}

function show() {
  const found = kept(ALARM);
  box.hidden = !found;
  document.documentElement.toggleAttribute("data-alarm", Boolean(found));
  if (!found) return;
  const words = box.dataset[found.kind];
  const places = { seq: found.before.seq, chain: found.before.chain.slice(0, 16), now: found.said.seq, after: found.said.epoch_after };
  box.querySelector("p").textContent = words.replace(/\{(\w+)\}/g, (_, name) => places[name] ?? "—");
}

box.querySelector("button").addEventListener("click", () => {
  keep(ALARM, null);
  keep(LINK, null); // from now on it is a witness of the log that is there
  location.reload();
});
document.body.prepend(box); // above everything, wherever the page has put it
addEventListener("storage", show); // another window of this board found it, or somebody read it there
show();
