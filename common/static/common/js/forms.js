// Filters that send themselves, ticking all, rows that come and go, unsaved work, copying.
import { say } from "./toasts.js";

function boxes(all) {
  const scope = all.closest("form, table, .card") || document;
  return [...scope.querySelectorAll(`input[type=checkbox][name="${CSS.escape(all.dataset.selectAll)}"]:not(:disabled)`)];
}

function showSelection(all) {
  const every = boxes(all);
  const chosen = every.filter((box) => box.checked);
  all.checked = every.length > 0 && chosen.length === every.length;
  all.indeterminate = chosen.length > 0 && chosen.length < every.length;
  for (const box of every) box.closest("tr, .task")?.classList.toggle("sel", box.checked);
  const scope = all.closest("form, table, .card") || document;
  for (const place of scope.querySelectorAll("[data-selected-count]")) place.textContent = String(chosen.length);
}

function addRow(button) {
  const template = document.querySelector(`template[data-row="${CSS.escape(button.dataset.addRow)}"]`);
  const rows = document.querySelector(`[data-rows-of="${CSS.escape(button.dataset.addRow)}"]`);
  if (!template || !rows) return;
  const total = rows.dataset.total ? document.getElementById(rows.dataset.total) : null;
  const index = total ? Number(total.value) : Number(rows.dataset.next || rows.children.length);
  rows.insertAdjacentHTML("beforeend", template.innerHTML.replaceAll("__i__", String(index)));
  if (total) total.value = String(index + 1);
  else rows.dataset.next = String(index + 1);
  const row = rows.lastElementChild;
  if (window.htmx) window.htmx.process(row);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  row.dispatchEvent(new Event("change", { bubbles: true }));
}

function removeRow(button) {
  const row = button.closest("[data-row-item], tr, li");
  const rows = row.parentElement;
  const mark = row.querySelector("input[name$='-DELETE']");
  if (mark) {
    mark.checked = true;
    mark.value = "on";
    row.hidden = true;
  } else {
    row.remove();
  }
  rows.dispatchEvent(new Event("change", { bubbles: true }));
}

const WRITTEN = "textarea, input[type=text], input[type=search], input[type=number], input[type=date], input:not([type])";

// What somebody could lose with a form: all of it where the page says so, elsewhere what is written in it.
function said(form) {
  const whole = "unsaved" in form.dataset;
  const fields = [...form.elements].filter((field) => field.name && field.type !== "hidden" && (whole || field.matches(WRITTEN)));
  return JSON.stringify(fields.map((field) => (/^(checkbox|radio)$/.test(field.type) ? field.checked : field.value)));
}

// Leaving asks exactly when something would be lost: it was typed, or sent and refused, and is not on its way.
function startUnsaved() {
  const known = new Map();
  const isWatched = (form) => form?.method === "post" && !form.dataset.section && !form.querySelector("[type=password]");
  const isRefused = (form) => "refilled" in form.dataset || Boolean(form.querySelector("[aria-invalid=true]"));
  document.addEventListener("focusin", (event) => {
    const { form } = event.target;
    if (isWatched(form) && !known.has(form)) known.set(form, isRefused(form) ? "" : said(form));
  });
  for (const form of document.forms) if (isWatched(form) && isRefused(form)) known.set(form, "");
  window.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) known.delete(event.target);
  });
  document.addEventListener("reset", (event) => known.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...known].some(([form, before]) => form.isConnected && said(form) !== before)) event.preventDefault();
  });
}

// Signing in elsewhere changes the token that shows a form to be ours; the cookie has the new one.
function startTokens() {
  const name = document.body.dataset.csrf;
  const current = () => document.cookie.match(`(?:^|; )${name}=([^;]+)`)?.[1];
  const first = current();
  const renewed = () => (current() === first ? "" : current());
  document.addEventListener(
    "submit",
    (event) => {
      const field = event.target.elements.csrfmiddlewaretoken;
      if (field && renewed()) field.value = renewed();
    },
    true,
  );
  document.addEventListener("htmx:configRequest", (event) => {
    if (!renewed()) return;
    event.detail.headers["X-CSRFToken"] = renewed();
    if (event.detail.formData.has("csrfmiddlewaretoken")) event.detail.formData.set("csrfmiddlewaretoken", renewed());
  });
}

// A second click while the first is on its way is no second wish. The window hears of it last, when nobody else has stopped it.
function startSendingOnce() {
  const PATIENCE_MS = 10000; // an answer that leaves the page standing, such as a download, lets the form be sent again
  let sent = new WeakSet();
  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sent.has(form)) event.preventDefault();
    sent.add(form);
    setTimeout(() => sent.delete(form), PATIENCE_MS);
  });
  window.addEventListener("pageshow", () => {
    sent = new WeakSet();
  });
}

// Without https browsers offer no clipboard, so the text is selected and copied as by hand.
async function copyText(text, source) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const place = source || document.body.appendChild(Object.assign(document.createElement("span"), { textContent: text }));
  getSelection().selectAllChildren(place);
  document.execCommand("copy");
  if (!source) place.remove();
}

export function startForms() {
  startSendingOnce();
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches("[data-select-all]")) {
      for (const box of boxes(field)) box.checked = field.checked;
      showSelection(field);
    } else if (field.matches("input[type=checkbox]")) {
      for (const all of document.querySelectorAll(`[data-select-all="${CSS.escape(field.name)}"]`)) showSelection(all);
    }
    const form = field.closest("form[data-autosubmit]");
    if (form && !field.matches("[data-select-all]") && !field.closest("[data-later]")) form.requestSubmit();
  });

  // A box above a long list of choices hides those without its words; what is chosen stays.
  document.addEventListener("input", (event) => {
    const box = event.target.closest("[data-narrow]");
    if (!box) return;
    const words = box.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    for (const label of document.querySelectorAll(`${box.dataset.narrow} label`)) {
      const text = label.textContent.normalize("NFKC").toLowerCase();
      label.parentElement.hidden = !label.control?.checked && !words.every((word) => text.includes(word));
    }
  });

  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add-row]");
    const remove = event.target.closest("[data-remove-row]");
    const copy = event.target.closest("[data-copy]");
    if (add || remove) event.preventDefault();
    if (add) addRow(add);
    else if (remove) removeRow(remove);
    else if (copy) {
      const source = copy.dataset.copy.startsWith("#") ? document.querySelector(copy.dataset.copy) : null;
      const text = source ? (source.value ?? source.textContent.trim()) : copy.dataset.copy;
      copyText(text, source).then(() => say("say-copied"));
    }
  });

  for (const all of document.querySelectorAll("[data-select-all]")) showSelection(all);
  startUnsaved();
  startTokens();
}
