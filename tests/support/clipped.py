"""Words that stand on a page and cannot be read: cut by a box around them, or beyond the screen's edge."""

CLIPPED = """() => {
  const cuts = (box) => { const style = getComputedStyle(box); return style.overflowX !== "visible" || style.overflowY !== "visible"; };
  const scrolls = (box) => /auto|scroll/.test(getComputedStyle(box).overflow) && box !== document.body && box !== document.documentElement;
  const abridged = (box) => getComputedStyle(box).textOverflow === "ellipsis" && cuts(box);
  const found = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode, holder = text.parentElement;
    if (!text.textContent.trim() || !holder.checkVisibility({ visibilityProperty: true }) || holder.closest(".unseen, .skip, option, select, script, noscript, textarea")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const words of range.getClientRects()) {
      if (words.width < 1) continue;
      for (let box = holder; box; box = box.parentElement) {
        if (abridged(box) || scrolls(box)) break;
        if (box !== document.body && !cuts(box)) continue;
        const edge = box === document.body ? { left: 0, right: innerWidth, top: -1e6, bottom: getComputedStyle(box).overflow === "hidden" ? innerHeight : 1e6 } : box.getBoundingClientRect();
        if (words.right > edge.right + 1 || words.left < edge.left - 1 || words.bottom > edge.bottom + words.height * 0.3 || words.top < edge.top - words.height * 0.3) {
          found.push(`${text.textContent.trim().slice(0, 60)} in ${box.tagName}.${box.className}`);
          break;
        }
      }
    }
  }
  return [...new Set(found)];
}"""
