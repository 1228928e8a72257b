// Messages in the corner: closed by hand, passing ones by themselves, and one when a fragment could not be loaded.

const STAYS_MS = 8000;

function pass(toast) {
  if (toast.matches(".toast.error, .toast.warning") || (!toast.matches(".toast.success, .toast.info") && !("passing" in toast.dataset))) return;
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, STAYS_MS);
    else toast.remove();
  };
  setTimeout(leave, STAYS_MS);
}

// Shows the toast kept in the template of that id.
export function say(id) {
  const template = document.getElementById(id);
  const place = document.getElementById("toasts");
  if (template && place) place.append(template.content.cloneNode(true));
}

export function startToasts() {
  const place = document.getElementById("toasts");
  if (!place) return;
  for (const toast of place.querySelectorAll(".toast")) pass(toast);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node instanceof Element) for (const toast of [node, ...node.querySelectorAll(".toast")]) pass(toast);
      }
    }
  }).observe(place, { childList: true });
  place.addEventListener("click", (event) => {
    event.target.closest("[data-dismiss]")?.closest(".toast").remove();
  });
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.body.addEventListener(failure, () => say("say-failed"));
  }
}
