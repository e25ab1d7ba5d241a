// The sealer is no part of the board: it is another process, and its line is asked for.
const line = document.getElementById('anchoring')
const EVERY_MS = 10_000

async function ask() {
  const answer = await fetch('/anchoring/line', { redirect: 'error' })
  const words = answer.ok ? await answer.text() : line.innerHTML
  if (words.trim() !== line.innerHTML.trim()) line.innerHTML = words // an alert is read aloud once
}

if (line) setInterval(() => ask().catch(() => {}), EVERY_MS)
