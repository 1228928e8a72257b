// The strip of weeks is drawn again once, when the page has another width than the server thought.
import { tellWidth } from "../common/js/fit.js";

const strip = document.getElementById("strip");
const room = tellWidth();
if (strip && room && Math.abs(Number(strip.dataset.width) - strip.clientWidth) > 24 && window.htmx) {
  window.htmx.ajax("GET", location.href, { target: "#strip", select: "#strip", swap: "outerHTML" });
}
