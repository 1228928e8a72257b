"""The forms of a page, and which of them was sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from common.kept import Kept

BELOW_HEAD = "dlg-b stack"
OPENED = frozenset({"dialog", "details"})

LEFT_ALONE = frozenset({"hidden", "password", "file", "submit", "button", "reset", "image"})
Attributes = dict[str, str | None]


@dataclass(slots=True)
class Form:
    """A form of the page: its hidden fields, those that are filled in, the numbers of the dialogs
    and folded parts around it, and whether it has a head of its own above its fields.
    """

    action: str
    has_head: bool = False
    hidden: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    around: tuple[int, ...] = ()


class Forms(HTMLParser):
    """The forms of a page in their order; ``opened`` counts the dialogs and folded parts."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self.forms, self.opened = path, list[Form](), 0
        self.around: list[int] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in OPENED:
            self.around.append(self.opened)
            self.opened += 1
        elif tag == "form":
            self.is_inside = True
            action = (given.get("action") or "").partition("?")[0]
            self.forms.append(Form(action or self.path, around=tuple(self.around)))
        elif self.is_inside and tag == "div":
            self.forms[-1].has_head |= given.get("class") == BELOW_HEAD
        elif self.is_inside and (name := given.get("name")):
            form = self.forms[-1]
            if given.get("type") == "hidden":
                form.hidden[name] = given.get("value") or ""
            elif is_typed(tag, given):
                form.typed.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag in OPENED and self.around:
            self.around.pop()


def form_of(kept: Kept, page: Forms) -> int | None:
    """The number of the form that was sent: it goes to the same address with the same hidden
    fields, and the same fields are typed in it.
    """

    def score(form: Form) -> int:
        said = {name: values[-1] for name, values in kept.fields.items()}
        same = [said.get(name) == value for name, value in form.hidden.items() if name in said]
        hidden = sum(1 if is_same else -1 for is_same in same)
        return hidden * len(said) + sum(name in said for name in form.typed)

    fitting = [at for at, form in enumerate(page.forms) if form.action == kept.action]
    return max(fitting, key=lambda at: score(page.forms[at]), default=None)


def is_typed(tag: str, given: Attributes) -> bool:
    """Whether people fill in a field of this kind, and its name is sent."""
    if not given.get("name"):
        return False
    return tag in {"textarea", "select"} or (tag == "input" and given.get("type") not in LEFT_ALONE)
