// Dialogs and menus. Without script a dialog opens by its address (:target) and a menu is a plain <details>.

function open(dialog) {
  if (dialog.open) return;
  dialog.showModal();
  const first = dialog.querySelector("[autofocus], textarea, select, input:not([type=hidden])");
  if (first) first.focus();
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

export function startDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    const closer = event.target.closest("[data-close]");
    closeMenus(opener ? null : event.target);
    if (opener) {
      const dialog = document.getElementById(opener.dataset.open);
      if (dialog instanceof HTMLDialogElement) {
        event.preventDefault();
        open(dialog);
      }
    } else if (closer) {
      const dialog = closer.closest("dialog");
      if (dialog && dialog.open) {
        event.preventDefault();
        dialog.close();
      }
    } else if (event.target instanceof HTMLDialogElement && event.target.classList.contains("dlg")) {
      event.target.close();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.activeElement?.closest("details.menu[open]") || document.querySelector("details.menu[open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    } else if (event.key === " " && event.target.matches?.("a[role=button]")) {
      event.preventDefault();
      event.target.click();
    }
  });

  // A link that looks like a refused button does nothing.
  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest("[aria-disabled=true]")) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true,
  );

  for (const dialog of document.querySelectorAll("dialog[data-refilled]")) {
    dialog.close(); // it came open to be seen without script
    open(dialog);
  }
  const asked = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (asked instanceof HTMLDialogElement) open(asked);
}
