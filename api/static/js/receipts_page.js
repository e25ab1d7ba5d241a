// The receipts that this browser keeps, as a list and as a file for `shoubao verify --receipts`.

import { forget, kept, notHeld } from "./receipts.js";

const AT_ONCE = 20; // positions a request asks for
const list = document.getElementById("kept");
const { store, words } = { store: list.dataset.store, words: list.dataset };

async function wrongAmong(all) {
  const wrong = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    wrong.push(...(await notHeld(all.slice(at, at + AT_ONCE))));
  }
  return wrong;
}

function row(one, wrong) {
  const line = document.createElement("tr");
  const at = new Date(one.at / 1000).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" });
  for (const text of [one.seq, at, one.chain, wrong ? words.wrong : words.holds]) {
    line.append(Object.assign(document.createElement("td"), { textContent: text }));
  }
  if (wrong) line.className = "wrong";
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
  const wrong = new Set(await wrongAmong(all));
  list.replaceChildren(...all.map((one) => row(one, wrong.has(one))));
  document.getElementById("count").textContent = words.count.replace("{count}", all.length).replace("{wrong}", wrong.size);
  offer(all);
  const aside = document.getElementById("aside");
  aside.hidden = !wrong.size;
  aside.onclick = () => forget([...wrong]).then(show);
}

window.shoubaoReceipts.ready.then(show);
