// The findings page asks for itself again: what is unfolded stays so, and nothing is replaced under somebody who writes.

const page = () => document.getElementById("tabpage");
let unfolded = null;

function writing() {
  if (document.querySelector("dialog[open]")) return true;
  return [...document.querySelectorAll("#tabpage textarea")].some((field) => field.value.trim() !== "");
}

document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt === page() && writing()) event.preventDefault();
});

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== page()) return;
  unfolded = new Map([...document.querySelectorAll("details.fnd")].map((one) => [one.id, one.open]));
});

document.body.addEventListener("htmx:afterSwap", () => {
  if (!unfolded) return;
  for (const one of document.querySelectorAll("details.fnd")) {
    if (unfolded.has(one.id)) one.open = unfolded.get(one.id);
  }
  unfolded = null;
});

// A link to a finding unfolds it.
function reveal() {
  const finding = location.hash.startsWith("#f-") && document.getElementById(location.hash.slice(1));
  if (finding instanceof HTMLDetailsElement) {
    for (let one = finding; one; one = one.parentElement.closest("details.fnd")) one.open = true;
    finding.scrollIntoView({ block: "start" });
  }
}
window.addEventListener("hashchange", reveal);
reveal();
