// Behaviour of every page. Each part improves something that already works as plain HTML.
import { startDialogs } from "./dialogs.js";
import { startForms } from "./forms.js";
import { startFragments } from "./fragments.js";
import { startKeys } from "./keys.js";
import { startToasts } from "./toasts.js";

document.documentElement.classList.add("js");
startDialogs();
startForms();
startFragments();
startKeys();
startToasts();
