// The plan editor: rows that come and go, conditions, searching in long lists.
import { forms, lineName } from "./saving.js";

const editor = document.getElementById("editor");
const fieldTypes = JSON.parse(editor.dataset.fields || "{}");

// Rows --------------------------------------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add]");
  const drop = event.target.closest("[data-drop]");
  if (add) addRow(add);
  else if (drop) dropRow(drop);
});

function addRow(button) {
  const list = document.getElementById(button.dataset.to);
  const root = list.dataset.list;
  const number = String(nextNumber(list, root));
  const template = document.getElementById(button.dataset.add);
  const markup = template.innerHTML
    .replaceAll("-__root__-", `-${root.replaceAll(".", "-")}-`)
    .replaceAll('"__root__-', `"${root.replaceAll(".", "-")}-`)
    .replaceAll("__root__", root)
    .replaceAll("__i__", number);
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  const content = holder.content;
  const rows = [...(list.matches("table") ? content.querySelectorAll("tbody") : list.matches("tbody") ? content.querySelectorAll("tr") : content.children)];
  const before = list.dataset.before ? list.querySelector(list.dataset.before) : null;
  for (const row of rows) list.insertBefore(row, before);
  prepare(rows[0]);
  startOnFirstDay(rows[0]);
  if (rows[0].matches(".wave")) continueWaves(rows[0]);
  const first = rows[0].querySelector("select, textarea, input:not([type=hidden])");
  if (first) first.focus();
  rows[0].closest("form").dispatchEvent(new Event("change", { bubbles: true }));
}

// A number that no row of the list has or had: an answer on its way may still speak of a removed one.
function nextNumber(list, root) {
  const names = [...list.querySelectorAll("[name]")].map((field) => field.name).filter((name) => name.startsWith(`${root}.`));
  const numbers = names.map((name) => parseInt(name.slice(root.length + 1), 10)).filter((number) => number >= 0);
  const next = Math.max(Number(list.dataset.next || 0), ...numbers.map((number) => number + 1));
  list.dataset.next = String(next + 1);
  return next;
}

// A new wave or request begins with the plan's first day as the page has it now.
function startOnFirstDay(row) {
  const day = row.querySelector("[name$='.on'], [name$='.needed_by']");
  const first = document.getElementById("f-starts_on").value;
  if (day && first) day.value = first;
}

// A further wave comes a week after the last one and takes what is left of the persons.
function continueWaves(row) {
  const others = [...row.parentElement.querySelectorAll("tr.wave")].filter((one) => one !== row);
  if (!others.length) return;
  const part = (one, name) => one.querySelector(`[name$=".${name}"]`);
  const taken = others.filter((one) => part(one, "to").value === "all").reduce((sum, one) => sum + (parseFloat(part(one, "share").value) || 0), 0);
  if (taken < 100) part(row, "share").value = `${100 - taken}%`;
  else part(row, "to").value = "rest";
  const last = part(others.at(-1), "on").value;
  if (!last) return;
  const next = new Date(`${last}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 7);
  const end = document.getElementById("f-ends_on").value;
  const day = next.toISOString().slice(0, 10);
  part(row, "on").value = end && day > end ? last : day;
}

function dropRow(button) {
  const row = button.closest("[data-row]");
  const form = row.closest("form");
  const focus = row.closest("[data-list]")?.parentElement.querySelector("[data-add]") || form.querySelector("[data-add]");
  if (row.matches("tr") && row.nextElementSibling?.matches(".errrow")) row.nextElementSibling.remove();
  row.remove();
  if (focus) focus.focus();
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

// Conditions: how a value is typed depends on the field, and which comparisons there are.
function prepare(scope) {
  for (const field of scope.querySelectorAll("[data-condition=field]")) prepareCondition(field);
}

function prepareCondition(field) {
  const row = field.closest("[data-row]");
  const box = row.querySelector("[data-value]");
  const op = row.querySelector("[data-condition=op]");
  const kind = fieldTypes[field.value];
  if (!kind) return;
  for (const option of op.options) option.hidden = option.disabled = !kind.ops.includes(option.value);
  if (op.selectedOptions[0]?.disabled) op.value = kind.ops[0];
  const wanted = op.value === "is_null" ? "is_null" : kind.chosen ? field.value : "text";
  if (box.dataset.value !== wanted) {
    box.dataset.value = wanted;
    box.replaceChildren(newValue(field));
  }
  if (kind.chosen && wanted !== "is_null") fitValues(field, box, ["in", "not_in"].includes(op.value));
  const typed = wanted === "text" ? box.querySelector("input") : null;
  if (!typed) return;
  typed.type = kind.type === "date" && !["in", "not_in", "between"].includes(op.value) ? "date" : "text";
  typed.inputMode = kind.type === "number" ? "decimal" : "text";
}

function newValue(field) {
  const content = document.getElementById(`value-${field.closest("[data-row]").querySelector("[data-value]").dataset.value}`).content.cloneNode(true);
  const base = field.name.replace(/\.field$/, ".value");
  const input = content.querySelector("[name]");
  input.name = input.name.replace("__value__", base);
  input.id = `f-${base.replaceAll(".", "-")}`;
  return content;
}

// A comparison with several codes has a select for each, and an empty one for the next.
function fitValues(field, box, several) {
  const selects = [...box.querySelectorAll("select")];
  const filled = selects.filter((select) => select.value);
  for (const select of selects) {
    const spare = several ? !select.value && select !== selects.at(-1) : select !== (filled[0] || selects[0]);
    if (spare) (select.closest(".searched") || select).remove();
  }
  if (several && selects.at(-1)?.value) box.append(newValue(field));
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-condition=field], [data-condition=op], [data-value] select")) {
    prepareCondition(event.target.closest("[data-row]").querySelector("[data-condition=field]"));
  }
});
prepare(document);

// Searching in a long list: the select below the box offers what is found, and what is chosen.
const SEARCH_AFTER_MS = 250;
let searching;
for (const name of ["input", "change"]) {
  document.addEventListener(
    name,
    (event) => {
      if (!event.target.matches?.("[data-search]")) return;
      event.stopPropagation(); // nothing of the plan has changed yet
      clearTimeout(searching);
      searching = setTimeout(searchIn, SEARCH_AFTER_MS, event.target);
    },
    true,
  );
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.("[data-search]")) event.preventDefault();
});

// Another plan is typed by name or code; the list below the field offers what is found.
document.addEventListener("input", (event) => {
  if (!event.target.matches?.("[data-suggest]")) return;
  clearTimeout(searching);
  searching = setTimeout(suggestIn, SEARCH_AFTER_MS, event.target);
});

async function suggestIn(field) {
  const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(field.value)}`);
  if (answer.ok && !answer.redirected) field.list.innerHTML = await answer.text();
}

async function searchIn(box) {
  const select = box.parentElement.querySelector("select");
  const answer = await fetch(`${box.dataset.search}?q=${encodeURIComponent(box.value)}`);
  if (!answer.ok || answer.redirected) return;
  const found = document.createElement("select");
  found.innerHTML = await answer.text();
  const kept = [...select.options].filter((option) => !option.value || option.selected);
  const values = new Set(kept.map((option) => option.value));
  select.replaceChildren(...kept, ...[...found.options].filter((option) => !values.has(option.value)));
}

// Counts beside the lines, as the panel brings them.
document.body.addEventListener("htmx:afterSwap", (event) => {
  const lines = event.target.querySelector?.("[data-lines]");
  if (!lines) return;
  for (const [path, text] of Object.entries(JSON.parse(lines.dataset.lines))) {
    const place = document.getElementById(`n-${lineName(path)}`);
    if (place) place.textContent = text;
  }
});

// The section in view is the current one of the list at the left.
const watcher = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of document.querySelectorAll("#secnav a")) {
        if (link.dataset.goes === entry.target.dataset.section) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  },
  { rootMargin: "-20% 0px -70% 0px" },
);
for (const form of forms()) watcher.observe(form);
