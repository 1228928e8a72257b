// Keyboard: "/" search, "g c" and the like to places, "n" new, "j"/"k" rows, "?" the list. Enter opens a row's link by itself.

const ROWS = "[data-row-link], .task .what a, table[data-rows] tbody tr > :is(td, th) a:first-of-type, .fnd > summary";

function writing(target) {
  return target.isContentEditable || target.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
}

function visible(element) {
  return element.getClientRects().length > 0;
}

function go(key) {
  const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter((one) => visible(one) || one.matches("a"));
  const link = all.find((one) => one.closest("main")) || all[0];
  if (!link) return false;
  link.click();
  return true;
}

function move(step) {
  const seen = new Set();
  const rows = [...document.querySelectorAll(ROWS)].filter((link) => {
    const row = link.closest("tr, .task, .fnd, [data-row-item]") || link;
    if (!visible(link) || seen.has(row)) return false;
    seen.add(row);
    return true;
  });
  if (!rows.length) return false;
  const here = document.activeElement?.closest("tr, .task, .fnd, [data-row-item]");
  const at = rows.findIndex((link) => here && here.contains(link));
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

export function startKeys() {
  let waiting = false;
  let timer = 0;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (writing(event.target) || document.querySelector("dialog[open]")) return;
    let done = false;
    if (waiting) {
      waiting = false;
      clearTimeout(timer);
      done = go(`g ${event.key}`);
    } else if (event.key === "g") {
      waiting = true;
      timer = setTimeout(() => (waiting = false), 1500);
      done = true;
    } else if (event.key === "/") {
      const field = [...document.querySelectorAll("[data-search], .search input")].find(visible);
      if (field) {
        field.focus();
        field.select();
        done = true;
      }
    } else if (event.key === "?") {
      const list = document.getElementById("keys");
      if (list) {
        list.showModal();
        done = true;
      }
    } else if (event.key === "j" || event.key === "k") {
      done = move(event.key === "j" ? 1 : -1);
    } else if (/^[a-z]$/.test(event.key)) {
      done = go(event.key);
    }
    if (done) event.preventDefault();
  });
}
