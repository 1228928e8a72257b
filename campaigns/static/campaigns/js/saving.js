// Saving the plan editor's sections: nothing that was typed is lost, and what was refused stays unsaved until it is mended.
import { showErrors, showHeld } from "./errors.js";

const editor = document.getElementById("editor");
const status = document.getElementById("save-status");
const RETRY_MS = 5000;
const CONFLICT = 409;
const INVALID = 422;

let lineNames = JSON.parse(editor.dataset.names || "{}");
const sent = new Map(); // section form → its fields as they were last sent and answered, and how many of them were refused
const underway = new Map(); // section form → its fields on their way
const failed = new Set(); // section forms whose last request was answered neither "saved" nor "refused"
let waiting = null; // the form that is sent as soon as everything is saved
let moving = ""; // the first day from which what is dated in the plan moves along
let isOverwriting = false; // what is typed here is being saved over a newer plan
let isLeaving = false; // the person chose to throw away what they typed

export const forms = () => [...editor.querySelectorAll("form[data-section]")];
export const lineName = (path) => lineNames[path] || path;

// What a form holds, but for the marks that change without anybody typing.
function content(form) {
  const data = new FormData(form);
  for (const mark of ["etag", "csrfmiddlewaretoken"]) data.delete(mark);
  return new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString();
}

const isAnswered = (form) => sent.get(form).content === content(form) && !failed.has(form);
const isUnsaved = (form) => !isAnswered(form) || sent.get(form).wrong > 0;
const send = (form) => form.isConnected && window.htmx.trigger(form, "save-now");

for (const form of forms()) sent.set(form, { content: content(form), wrong: form.querySelectorAll("[aria-invalid=true]").length });

// Sending -----------------------------------------------------------------------------------------------------------------

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (!sent.has(form)) return;
  if (isAnswered(form) && !moving) {
    event.preventDefault();
    return;
  }
  underway.set(form, content(form));
  status.textContent = status.dataset.saving;
});

// Every answer draws the state of all sections, so it must know which others stand refused.
document.body.addEventListener("htmx:configRequest", (event) => {
  if (!sent.has(event.detail.elt)) return;
  if (moving) event.detail.formData.append("move", moving);
  for (const form of forms()) {
    const { wrong } = sent.get(form);
    if (wrong && form !== event.detail.elt) event.detail.formData.append("refused", `${form.dataset.section}:${wrong}`);
  }
});

document.body.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  if (!underway.has(form)) return;
  const code = event.detail.xhr?.status || 0;
  const told = JSON.parse(event.detail.xhr?.getResponseHeader("HX-Trigger") || "{}");
  const answer = { content: underway.get(form), wrong: 0 };
  underway.delete(form);
  failed.delete(form);
  moving = "";
  if (told["plan-saved"]?.moved) {
    isLeaving = true;
    location.reload();
  }
  // Only the answer's own word counts: a sign-in page that came instead also has the code 200.
  if (told["plan-saved"]) sent.set(form, answer);
  else if (code === INVALID) sent.set(form, { ...answer, wrong: Object.keys(told["plan-refused"].errors).length });
  else failed.add(form);
  if (failed.has(form) && code !== CONFLICT) setTimeout(send, RETRY_MS, form);
  showState(code);
  goOn();
  if (isOverwriting && !underway.size && !forms().some(isUnsaved)) location.reload();
});

function showState(code) {
  if (code === CONFLICT) status.textContent = status.dataset.stale;
  else if (failed.size && code) status.replaceChildren(document.getElementById("signed-out").content.cloneNode(true));
  else if (failed.size) status.textContent = status.dataset.failed;
  else if (forms().some((form) => sent.get(form).wrong)) status.textContent = status.dataset.refused;
}

// Who comes back from signing in need not wait.
window.addEventListener("focus", () => {
  if (!document.querySelector("[data-overwrite]")) for (const form of failed) send(form);
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
  if (event.detail.moved) return;
  setEtag(event.detail.etag);
  lineNames = { ...lineNames, ...event.detail.names };
  showErrors(event.detail.section, {});
});

document.body.addEventListener("plan-refused", (event) => showErrors(event.detail.section, event.detail.errors));

function setEtag(etag) {
  for (const field of editor.querySelectorAll("input[name=etag]")) field.value = etag;
}

// Enter saves the section that one types in; without script it is sent like any form. The button that moves what is dated
// along with the first day sends it too, once everything else is saved.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!sent.has(form)) return;
  event.preventDefault();
  moving = event.submitter?.name === "move" ? event.submitter.value : "";
  const other = moving && forms().find((one) => one !== form && isUnsaved(one));
  if (other) goTo(other);
  else send(form);
});

// Somebody else was faster: saving over it is a choice of its own. Fields that one has not touched take the newer value,
// and when all is saved the page shows the rest of the newer plan.
document.addEventListener("click", async (event) => {
  const over = event.target.closest("[data-overwrite]");
  if (over) {
    await takeNewer();
    document.getElementById("edit-banner").replaceChildren();
    setEtag(over.dataset.overwrite);
    isOverwriting = true;
    for (const form of forms()) if (!isAnswered(form)) send(form);
  }
  if (event.target.closest("[data-discard]")) isLeaving = true;
});

async function takeNewer() {
  const answer = await fetch(location.pathname);
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const form of forms()) {
    const before = new URLSearchParams(sent.get(form).content);
    const newer = page.getElementById(form.id)?.elements;
    for (const field of form.elements) {
      const other = newer?.namedItem(field.name);
      const isPlain = field.name && !field.closest("[data-row]") && !/^(hidden|checkbox|radio)$/.test(field.type);
      if (isPlain && other && field.value === before.get(field.name)) field.value = other.value;
    }
  }
}

// Leaving -----------------------------------------------------------------------------------------------------------------

window.addEventListener("beforeunload", (event) => {
  if (!isLeaving && forms().some(isUnsaved)) event.preventDefault();
});

// Submitting and moving wait for what is not saved yet, and do not happen while anything stands refused.
document.addEventListener("submit", (event) => {
  const asked = event.target;
  if (asked.id !== "submit-form" && !asked.matches("[data-after-saving]")) return;
  if (!forms().some(isUnsaved)) return;
  event.preventDefault();
  waiting = asked;
  const open = forms().filter((form) => !isAnswered(form));
  for (const form of open) send(form);
  if (!open.length) goOn();
});

function goOn() {
  if (!waiting || underway.size) return;
  const open = forms().filter(isUnsaved);
  const stopped = open.find((form) => failed.has(form) || isAnswered(form));
  if (open.length && !stopped) return; // its turn comes
  const asked = waiting.isConnected ? waiting : document.getElementById(waiting.id);
  waiting = null;
  if (stopped) goTo(stopped);
  else if (asked) setTimeout(() => asked.requestSubmit());
  else document.getElementById("edit-banner").scrollIntoView({ block: "center" });
}

// Where a section is to be mended.
function goTo(form) {
  showHeld();
  const field = failed.has(form) ? null : form.querySelector("[aria-invalid=true]");
  const place = failed.has(form) ? document.getElementById("edit-banner") : field || form;
  place.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}
