// The receipts that this browser keeps, as a list and as a file for `shoubao verify --receipts`.

import { forget, kept, notHeld } from "./receipts.js";

const list = document.getElementById("kept");
const { store, words } = { store: list.dataset.store, words: list.dataset };

function row(one, state) {
  const line = document.createElement("tr");
  const at = new Date(one.at / 1000).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" });
  for (const text of [one.seq, at, one.chain, words[state] ?? "—"]) {
    line.append(Object.assign(document.createElement("td"), { textContent: text }));
  }
  if (state === "wrong") line.className = "wrong";
  return line;
}

function offer(all) {
  const text = `shoubao/receipt/${store}\n${all.map((one) => one.line).join("\n")}\n`;
  const link = document.getElementById("export");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.hidden = !all.length;
}

async function show() {
  const all = (await kept()).reverse();
  const found = await notHeld(all).catch(() => null); // whoever may not see the board learns no link
  const wrong = new Set(found ?? []);
  list.replaceChildren(...all.map((one) => row(one, found ? (wrong.has(one) ? "wrong" : "holds") : null)));
  document.getElementById("count").textContent = words.count.replace("{count}", all.length).replace("{wrong}", wrong.size);
  offer(all);
  const aside = document.getElementById("aside");
  aside.hidden = !wrong.size;
  aside.onclick = () => forget([...wrong]).then(show);
}

window.shoubaoReceipts.ready.then(show);
