// Something this browser knows of the log does not stand in the log it is shown: said in red, in words, on
// whatever page is open, until a page is loaded on which everything holds. Whoever compares calls this.

export function otherHistory() {
  const told = document.getElementById("other-history");
  if (told) told.hidden = false;
  document.documentElement.dataset.history = "other";
}
