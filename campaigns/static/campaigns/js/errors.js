// What is wrong stands at its field; in a row that one still types in it waits until one leaves the row.

const held = new Map(); // row → the errors of its fields that wait
const isChinese = document.documentElement.lang.startsWith("zh");

function inputOf(form, name) {
  const field = form.elements.namedItem(name) || form.elements.namedItem(`${name}[]`);
  return field instanceof RadioNodeList ? field[0] : field;
}

function placeFor(form, name) {
  for (let parts = name.split("."); parts.length; parts = parts.slice(0, -1)) {
    const place = document.getElementById(`e-${parts.join("-")}`);
    if (place && form.contains(place)) return { place, isOwn: parts.length === name.split(".").length };
  }
  return { place: document.getElementById(`e-${form.dataset.section}`), isOwn: false };
}

export function showErrors(section, errors) {
  const form = document.getElementById(`s-${section}`);
  if (!form) return;
  for (const place of form.querySelectorAll(".errs")) place.replaceChildren();
  for (const row of held.keys()) if (form.contains(row)) held.delete(row);
  for (const input of form.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  for (const [name, texts] of Object.entries(errors)) {
    const row = inputOf(form, name)?.closest("[data-row]");
    if (row?.contains(document.activeElement) && form.contains(row)) held.set(row, [...(held.get(row) || []), [form, name, texts]]);
    else showError(form, name, texts);
  }
}

// Several fields of a row share one place, so there the field is named.
function showError(form, name, texts) {
  const input = inputOf(form, name);
  const { place, isOwn } = placeFor(form, name);
  const label = isOwn ? "" : input?.getAttribute?.("aria-label") || "";
  for (const text of texts) {
    const shown = document.getElementById("err-line").content.cloneNode(true);
    shown.querySelector("span").textContent = label ? `${label}${isChinese ? "：" : ": "}${text}` : text;
    place.append(shown);
  }
  if (!(input instanceof HTMLElement)) return;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", place.id);
}

// All that waits, or what waits in the rows that one has left.
export function showHeld(isLeft = () => true) {
  for (const [row, errors] of held) {
    if (!isLeft(row)) continue;
    held.delete(row);
    for (const error of errors) showError(...error);
  }
}

document.addEventListener("focusout", (event) => showHeld((row) => row.contains(event.target) && !row.contains(event.relatedTarget)));
