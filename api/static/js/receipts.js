// What this browser was told about the log when somebody acted in it: the last thousand receipts, in its own
// keeping. Where a page follows the log, a few are held against the chain; one that does not hold is said in red.

const KEPT_MAX = 1_000;
const AT_ONCE = 20; // positions a request asks for
const READ = "shoubao.read"; // somebody has read what was said in red
const HELD_AGAINST = 6; // the newest, the oldest, and some between
const page = document.querySelector('meta[name="receipts"]');

function opened() {
  return new Promise((resolve, reject) => {
    const asking = indexedDB.open("shoubao-receipts", 1);
    asking.onupgradeneeded = () => asking.result.createObjectStore("receipt", { keyPath: "id" });
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error);
  });
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** `SEQ:CHAIN MICROSECONDS COMMAND SIGNATURE KEY`, with the store and the epoch it was given in. */
function receiptOf(line) {
  const [position, at, command] = line.split(" ");
  const [seq, chain] = position.split(":");
  const { store, epoch } = page.dataset;
  const id = `${store} ${seq.padStart(18, "0")} ${command}`;
  return { id, store, epoch: Number(epoch), seq: Number(seq), chain, at: Number(at), line };
}

const db = opened();

async function table(mode) {
  return (await db).transaction("receipt", mode).objectStore("receipt");
}

/** Of this office, the oldest first. */
export async function kept() {
  const all = await asked((await table("readonly")).getAll());
  return all.filter((one) => one.store === page.dataset.store);
}

async function keep(lines) {
  const receipts = await table("readwrite");
  for (const line of lines) {
    const one = receiptOf(line);
    // Carried again by a page of a later epoch, it is still of the epoch it was given in.
    receipts.get(one.id).onsuccess = (event) => event.target.result || receipts.put(one);
  }
  const ids = await asked((await table("readonly")).getAllKeys());
  if (ids.length <= KEPT_MAX) return;
  const oldest = (await asked((await table("readonly")).getAll())).sort((a, b) => a.at - b.at);
  await forget(oldest.slice(0, ids.length - KEPT_MAX));
}

export async function forget(some) {
  const receipts = await table("readwrite");
  await Promise.all(some.map((one) => asked(receipts.delete(one.id))));
}

/** Those of `some` that the log does not hold. What a restoration lost, and everybody was told of, is not among them. */
export async function notHeld(some) {
  const wrong = [];
  for (let at = 0; at < some.length; at += AT_ONCE) {
    wrong.push(...(await notHeldOf(some.slice(at, at + AT_ONCE))));
  }
  return wrong;
}

async function notHeldOf(some) {
  const asking = some.map((one) => `seq=${one.seq}`).join("&");
  const answer = await fetch(`/api/v1/log/links?${asking}`);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { store, epoch, after, links } = await answer.json();
  const lost = (one) => one.epoch < epoch && one.seq > after;
  return some.filter((one) => one.store === store && !lost(one) && links[one.seq] !== one.chain);
}

function some(all) {
  const chosen = new Set([all[0], all[all.length - 1]]);
  while (chosen.size < Math.min(HELD_AGAINST, all.length)) {
    chosen.add(all[Math.floor(Math.random() * all.length)]);
  }
  return [...chosen].filter(Boolean);
}

/** What a person has read is not said again; it stays in the list, and goes along in the export. */
async function rememberAsTold() {
  const wrong = await notHeld(await kept());
  const receipts = await table("readwrite");
  await Promise.all(wrong.map((one) => asked(receipts.put({ ...one, told: true }))));
  localStorage.removeItem(READ);
}

async function begin() {
  if (page.content) await keep(page.content.split(","));
  const witness = document.getElementById("witness");
  if (!witness || witness.hasAttribute("data-off")) return;
  witness.querySelector("button").addEventListener("click", () => localStorage.setItem(READ, "1"));
  if (localStorage.getItem(READ)) await rememberAsTold();
  const [wrong] = await notHeld(some((await kept()).filter((one) => !one.told)));
  if (wrong) (await import("./witness.js")).alarm("receipt", wrong, { seq: wrong.seq });
}

window.shoubaoReceipts = { kept, ready: begin().catch(() => {}) }; // no answer is no other history, and a browser may keep nothing
