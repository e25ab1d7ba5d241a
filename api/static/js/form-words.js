// What is typed into a form, and back again: several ticks under one name are several words.

const OURS = new Set(["csrf", "command_id", "seen"]);

export function typed(form) {
  const words = {};
  for (const [name, value] of new FormData(form)) {
    if (value && !OURS.has(name)) words[name] = [...(words[name] ?? []), value];
  }
  return words;
}

export function put(form, words) {
  for (const [name, values] of Object.entries(words)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = [values].flat()[0]; // a draft of an older page held one word a name
      field.closest("details")?.setAttribute("open", ""); // nothing is sent that is not seen
    }
  }
}
