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

function startUnsaved() {
  const changed = new Set();
  const watched = (target) => target.closest?.("form[data-unsaved]");
  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => {
      const form = watched(event.target);
      if (form) changed.add(form);
    });
  }
  document.addEventListener("submit", (event) => changed.delete(event.target));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && watched(event.target)) changed.delete(watched(event.target));
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
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
    if (form && !field.matches("[data-select-all]")) form.requestSubmit();
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
      navigator.clipboard?.writeText(text).then(() => say("say-copied"));
    }
  });

  for (const all of document.querySelectorAll("[data-select-all]")) showSelection(all);
  startUnsaved();
}
