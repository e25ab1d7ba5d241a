// The address of this page says which command the server has taken: what was kept of it is not
// needed any more. Nothing else forgets a draft.

const taken = new URLSearchParams(location.search).get("taken");
if (taken) {
  for (const key of Object.keys(localStorage).filter((one) => one.endsWith(":sent"))) {
    if (JSON.parse(localStorage.getItem(key)).id !== taken) continue;
    localStorage.removeItem(key.slice(0, -":sent".length));
    localStorage.removeItem(key);
  }
  history.replaceState(null, "", location.pathname + location.hash);
}
