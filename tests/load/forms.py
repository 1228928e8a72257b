"""The forms of a page as a browser would send them. Needs nothing of the product: Locust runs in an
environment of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

NOT_SENT = {"submit", "button", "reset", "image", "file"}
Values = list[tuple[str, str]]


@dataclass(slots=True)
class Form:
    """Where it is sent, its fields in order, and the names of those that take long texts."""

    action: str
    values: Values = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def with_text(self, text: str) -> Values:
        """What is sent after somebody wrote in the first field for long texts."""
        first = self.texts[0]
        return [(name, text if name == first else value) for name, value in self.values]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, Form] = {}
        self.form: Form | None = None
        self.text: list[str] | None = None
        self.name = ""
        self.choices: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = self.forms[of.get("id", "")] = Form(of.get("action", ""))
        elif self.form is None or ("disabled" in of and tag != "option"):
            return
        elif tag == "input" and of.get("name") and of.get("type") not in NOT_SENT:
            ticked = of.get("type") not in {"checkbox", "radio"} or "checked" in of
            if ticked:
                self.form.values.append((of["name"], of.get("value", "on")))
        elif tag == "textarea" and of.get("name"):
            self.name, self.text = of["name"], []
        elif tag == "select" and of.get("name"):
            self.name, self.choices = of["name"], []
        elif tag == "option":
            self.choices.append((of.get("value", ""), "selected" in of))

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif self.form is None:
            return
        elif tag == "textarea" and self.text is not None:
            self.form.values.append((self.name, "".join(self.text).removeprefix("\n")))
            self.form.texts.append(self.name)
            self.text = None
        elif tag == "select" and self.choices:
            chosen = [value for value, is_chosen in self.choices if is_chosen]
            self.form.values += [(self.name, one) for one in chosen or [self.choices[0][0]]]
            self.choices = []


def forms_of(page: str) -> dict[str, Form]:
    """The forms of a page by their ids."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def sections_of(forms: Mapping[str, Form]) -> list[Form]:
    """The sections of an editor that somebody may write a long text in."""
    return [one for key, one in forms.items() if key.startswith("s-") and one.texts]
