// The office's time as the server told it last, carried on by this machine's monotonic clock.
// A wrong or reset PC clock changes nothing here.

const said = document.querySelector('meta[name="office-time"]');
let told = Date.parse(said.content);
let heard = performance.now();
let speed = Number(said.dataset.speed); // 0: a moment of the past, that stands

/** Sets the time by what the server says now. */
export function setOfficeTime(text, newSpeed = speed) {
  told = Date.parse(text);
  heard = performance.now();
  speed = newSpeed;
}

/** The office's time, milliseconds since 1970. */
export function officeTime() {
  return told + (performance.now() - heard) * speed;
}

const WORDS = {
  zh: { day: "天", hour: "时", minute: "分", second: "秒" },
  en: { day: "d ", hour: "h ", minute: "m ", second: "s" },
};

/** A span in words: 2天3时, 1时05分, 12分30秒. */
export function spanWords(milliseconds) {
  const words = WORDS[document.documentElement.lang] || WORDS.zh;
  const seconds = Math.floor(milliseconds / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const [days, hours] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24];
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60];
  if (days) return `${days}${words.day}${hours}${words.hour}`.trim();
  if (hours) return `${hours}${words.hour}${two(minutes)}${words.minute}`.trim();
  return `${minutes}${words.minute}${two(rest)}${words.second}`.trim();
}
