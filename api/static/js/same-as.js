// The intake stands still while the board beside it moves: whoever opens its list of incidents sees
// those the board shows now, each under a number key. What was chosen stays chosen.

const list = document.querySelector("form[data-keep] [name=same_as]");

function offerNewIncidents() {
  const offered = new Set([...list.options].map((option) => option.value));
  for (const card of document.querySelectorAll("#incidents .card")) {
    const id = card.id.replace("incident-", "");
    if (offered.has(id)) continue;
    const words = [".number", "h3"].map((part) => card.querySelector(part).textContent.trim());
    list.add(new Option(words.join(" "), id), 1);
  }
  [...list.options].slice(1).forEach((option, at) => {
    option.text = `${at + 1} · ${option.text.replace(/^\d+ · /, "")}`;
  });
}

if (list) for (const kind of ["focus", "pointerdown"]) list.addEventListener(kind, offerNewIncidents);
