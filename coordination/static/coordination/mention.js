// A click on a name writes it into the comment, so that its owner is told.
for (const button of document.querySelectorAll("[data-mention]")) {
  button.addEventListener("click", () => {
    const into = document.getElementById(button.dataset.into);
    const at = into.selectionEnd ?? into.value.length;
    into.setRangeText(`@${button.dataset.mention} `, at, at, "end");
    into.focus();
  });
}
