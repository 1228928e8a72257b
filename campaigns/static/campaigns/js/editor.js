// The plan editor: rows that come and go, errors at their fields, saving that never loses what was typed.

const editor = document.getElementById("editor");
const status = document.getElementById("save-status");
const RETRY_MS = 5000;

const fieldTypes = JSON.parse(editor.dataset.fields || "{}");
let lineNames = JSON.parse(editor.dataset.names || "{}");
const sent = new Map(); // section form → its fields as they were last sent and answered
const underway = new Map(); // section form → its fields on their way

// What a form holds, but for the marks that change without anybody typing.
function content(form) {
  const data = new FormData(form);
  data.delete("etag");
  data.delete("csrfmiddlewaretoken");
  return new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString();
}

const forms = () => [...editor.querySelectorAll("form[data-section]")];
const isDirty = (form) => sent.get(form)?.content !== content(form);

for (const form of forms()) sent.set(form, { content: content(form), valid: true });

// Saving ------------------------------------------------------------------------------------------------------------------

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (!(form instanceof HTMLFormElement) || !form.dataset.section) return;
  if (!isDirty(form)) {
    event.preventDefault();
    return;
  }
  underway.set(form, content(form));
  status.textContent = status.dataset.saving;
});

document.body.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  if (!(form instanceof HTMLFormElement) || !underway.has(form)) return;
  const what = underway.get(form);
  underway.delete(form);
  const xhr = event.detail.xhr;
  const code = xhr?.status || 0;
  // Only the answer's own word counts: a sign-in page that came instead also has the code 200.
  if ((xhr?.getResponseHeader("HX-Trigger") || "").includes("plan-saved")) sent.set(form, { content: what, valid: true });
  else if (code === 422) sent.set(form, { content: what, valid: false });
  else if (code !== 409) {
    form.dispatchEvent(new Event("input", { bubbles: true })); // still unsaved, so leaving the page asks first
    status.textContent = code ? status.dataset.signedOut : status.dataset.failed;
    setTimeout(() => window.htmx.trigger(form, "save-now"), RETRY_MS);
  }
  if (code === 422) status.textContent = status.dataset.refused;
});

// Elsewhere an expired session leads to the sign-in at once; here that would throw away what was typed.
document.addEventListener(
  "htmx:beforeSwap",
  (event) => {
    if (!/^\s*<!doctype/i.test(event.detail.xhr.responseText || "")) return;
    event.detail.shouldSwap = false;
    event.stopImmediatePropagation();
  },
  true,
);

document.body.addEventListener("plan-saved", (event) => {
  setEtag(event.detail.etag);
  lineNames = { ...lineNames, ...event.detail.names };
  showErrors(event.detail.section, {});
});

document.body.addEventListener("plan-refused", (event) => showErrors(event.detail.section, event.detail.errors));

function setEtag(etag) {
  for (const field of editor.querySelectorAll("input[name=etag]")) field.value = etag;
}

// Somebody else was faster: saving over it is a choice of its own.
document.addEventListener("click", (event) => {
  const over = event.target.closest("[data-overwrite]");
  if (over) {
    setEtag(over.dataset.overwrite);
    document.getElementById("edit-banner").replaceChildren();
    for (const form of forms()) if (isDirty(form)) window.htmx.trigger(form, "save-now");
  }
  if (event.target.closest("[data-discard]")) {
    for (const form of forms()) form.removeAttribute("data-unsaved");
  }
});

// Submitting and moving wait for what is not saved yet.
document.addEventListener("submit", (event) => {
  const asked = event.target;
  if (asked.id !== "submit-form" && !asked.matches("[data-after-saving]")) return;
  const open = forms().filter(isDirty);
  if (!open.length) return;
  event.preventDefault();
  const again = () => {
    if (forms().some((form) => underway.has(form))) return;
    document.body.removeEventListener("htmx:afterSettle", again);
    const fresh = asked.isConnected ? asked : document.getElementById(asked.id);
    if (!forms().some(isDirty)) fresh?.requestSubmit();
  };
  document.body.addEventListener("htmx:afterSettle", again);
  for (const form of open) window.htmx.trigger(form, "save-now");
});

// Errors ------------------------------------------------------------------------------------------------------------------

function placeFor(form, name) {
  const field = form.elements.namedItem(name) || form.elements.namedItem(`${name}[]`);
  const input = field instanceof RadioNodeList ? field[0] : field;
  for (let parts = name.split("."); parts.length; parts = parts.slice(0, -1)) {
    const place = document.getElementById(`e-${parts.join("-")}`);
    if (place && form.contains(place)) return { input, place };
  }
  return { input, place: document.getElementById(`e-${form.dataset.section}`) };
}

function showErrors(section, errors) {
  const form = document.getElementById(`s-${section}`);
  if (!form) return;
  for (const place of form.querySelectorAll(".errs")) place.replaceChildren();
  for (const input of form.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  const line = document.getElementById("err-line");
  for (const [name, texts] of Object.entries(errors)) {
    const { input, place } = placeFor(form, name);
    for (const text of texts) {
      const shown = line.content.cloneNode(true);
      shown.querySelector("span").textContent = text;
      place.append(shown);
    }
    if (input instanceof HTMLElement) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", place.id);
    }
  }
}

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
    const place = document.getElementById(`n-${lineNames[path] || path}`);
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
