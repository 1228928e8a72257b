// The matrix is one stop of the Tab key: arrows move in it. Where cells can be chosen, Shift chooses blocks, rows by
// Shift+Space, columns by Ctrl+Space. Without script every cell is a stop of its own, and is chosen by itself.

const table = document.querySelector("table[data-cells]");
const rows = table ? [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td a, td input")]) : [];
let anchor = null;

function placeOf(cell) {
  const row = rows.findIndex((cells) => cells.includes(cell));
  return row < 0 ? null : { row, column: rows[row].indexOf(cell) };
}

function tell() {
  const count = document.querySelector("[data-picked]");
  if (count) count.textContent = String(rows.flat().filter((cell) => cell.checked).length);
}

function choose(cells, chosen) {
  for (const cell of cells) cell.checked = chosen;
  tell();
}

function block(from, to) {
  const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
  const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
  return rows.slice(top, bottom + 1).flatMap((cells) => cells.slice(left, right + 1));
}

function enter(cell) {
  for (const one of rows.flat()) one.tabIndex = one === cell ? 0 : -1;
}

function target(event, { row, column }) {
  const last = { row: rows.length - 1, column: rows[row].length - 1 };
  const far = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "ArrowLeft": return { row, column: Math.max(column - 1, 0) };
    case "ArrowRight": return { row, column: Math.min(column + 1, last.column) };
    case "ArrowUp": return { row: Math.max(row - 1, 0), column };
    case "ArrowDown": return { row: Math.min(row + 1, last.row), column };
    case "Home": return { row: far ? 0 : row, column: 0 };
    case "End": return { row: far ? last.row : row, column: last.column };
    default: return null;
  }
}

function press(event) {
  const here = placeOf(event.target);
  if (!here) return;
  const picks = event.target.type === "checkbox";
  const next = target(event, here);
  if (next) {
    const cell = rows[next.row][next.column];
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (picks && event.shiftKey) choose(block(anchor || here, next), true);
    anchor = event.shiftKey ? anchor || here : next;
  } else if (picks && event.key === " " && (event.shiftKey || event.ctrlKey)) {
    const line = event.shiftKey ? rows[here.row] : rows.map((cells) => cells[here.column]);
    choose(line, !line.every((cell) => cell.checked));
  } else if (picks && event.key === "Escape") {
    choose(rows.flat(), false);
  } else if (picks && event.key === "Enter") {
    document.getElementById("cells").elements.fit.focus();
  } else {
    return;
  }
  event.preventDefault();
}

function click(event) {
  const here = placeOf(event.target);
  if (!here || event.target.type !== "checkbox") return;
  if (event.shiftKey && anchor) choose(block(anchor, here), event.target.checked);
  else anchor = here;
  tell();
}

if (rows.length && rows[0].length) {
  enter(rows.flat().find((cell) => cell.checked) || rows[0][0]);
  table.addEventListener("keydown", press);
  table.addEventListener("click", click);
  table.addEventListener("focusin", (event) => placeOf(event.target) && enter(event.target));
}
