// The calendar: as wide as its place, panels without losing one's place, own drafts moved by hand. All of it works without.
import { tellWidth } from "../common/js/fit.js";

const calendar = () => document.getElementById("calendar");

function show(url, push = true) {
  const target = calendar();
  if (!window.htmx || !target) {
    location.assign(url);
    return;
  }
  window.htmx.ajax("GET", url, { target: "#calendar", swap: "outerHTML" });
  if (!push) history.replaceState(history.state, "", url);
}

function fit() {
  const chart = document.getElementById("chart");
  const told = tellWidth();
  if (told && chart && chart.clientWidth && Math.abs(Number(chart.dataset.width) - chart.clientWidth) > 24) {
    show(location.pathname + location.search, false);
  }
}

function openPanel(event) {
  const link = event.target.closest?.("a[data-panel]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (moved) return;
  const href = typeof link.href === "string" ? link.href : link.href.baseVal;
  show(new URL(href, location.href).pathname + new URL(href, location.href).search);
}

// Moving a draft: the bar follows in whole days; letting go asks for the new findings before anything is saved.
let drag = null;
let moved = false;

function iso(text, days) {
  const day = new Date(`${text}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

function start(event) {
  const link = event.target.closest?.("a[data-movable]");
  moved = false;
  if (!link || event.button || event.pointerType === "touch") return;
  const chart = link.ownerSVGElement;
  drag = { link, x: event.clientX, width: Number(chart.dataset.day), days: 0 };
  event.preventDefault();
}

function follow(event) {
  if (!drag) return;
  drag.days = Math.round((event.clientX - drag.x) / drag.width);
  moved = moved || Math.abs(event.clientX - drag.x) > 4;
  if (moved) {
    drag.link.classList.add("dragged");
    drag.link.setAttribute("transform", `translate(${drag.days * drag.width} 0)`);
  }
}

function drop() {
  if (!drag) return;
  const { link, days } = drag;
  drag = null;
  link.classList.remove("dragged");
  link.removeAttribute("transform");
  const dialog = document.getElementById("move");
  if (!days || !dialog || !window.htmx) return;
  const { panel, starts, ends } = link.dataset;
  const url = `/calendar/move/${encodeURIComponent(panel)}/?starts_on=${iso(starts, days)}&ends_on=${iso(ends, days)}`;
  window.htmx.ajax("GET", url, { target: "#move-body", swap: "innerHTML" }).then(() => dialog.showModal());
}

document.addEventListener("click", openPanel);
document.addEventListener("pointerdown", start);
document.addEventListener("pointermove", follow);
document.addEventListener("pointerup", drop);
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("svg a[data-movable]")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const all = event.target.closest("[data-untick]");
  if (all) {
    event.preventDefault();
    for (const box of all.form.querySelectorAll("input[type=checkbox]")) box.checked = false;
    all.form.requestSubmit();
  }
});
let waiting = 0;
window.addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(fit, 300);
});
fit();
