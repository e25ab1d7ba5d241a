// This page is the answer to a kept form: what was kept of it is not needed any more.

const key = sessionStorage.getItem("sent");
if (key) {
  localStorage.removeItem(key);
  localStorage.removeItem(`${key}:sent`);
  sessionStorage.removeItem("sent");
}
