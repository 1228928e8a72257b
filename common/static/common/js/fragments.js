// A whole page never lands inside a part of one: an expired session leads to its page, an error page becomes a message.
import { say } from "./toasts.js";

export function startFragments() {
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, boosted } = event.detail;
    if (boosted || !/^\s*<!doctype/i.test(xhr.responseText || "")) return;
    event.detail.shouldSwap = false;
    if (xhr.status < 400) location.assign(xhr.responseURL);
    else say("say-failed");
  });
}
