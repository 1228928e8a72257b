"""The fields of a form as a browser would send it without anybody touching it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class Forms(HTMLParser):
    """``fields`` of each form by its id, as ``QueryDict`` takes them: all values of a name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, dict[str, list[str]]] = {}
        self._form: dict[str, list[str]] | None = None
        self._area = ""
        self._select = ""
        self._options: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = self.fields.setdefault(given.get("id", ""), {})
        elif tag == "textarea":
            self._area = given.get("name", "")
            self._send(self._area, "")
        elif tag == "select":
            self._select, self._options = given.get("name", ""), []
        elif tag == "option":
            self._options.append((given.get("value", ""), "selected" in given))
        elif tag == "input":
            is_off = given.get("type") in {"checkbox", "radio"} and "checked" not in given
            if not is_off:
                self._send(given.get("name", ""), given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area and self._form is not None:
            self._form[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            if self._form is not None:
                self._form[self._area][-1] = self._form[self._area][-1].removeprefix("\n")
            self._area = ""
        elif tag == "select" and self._options:
            chosen = [value for value, is_chosen in self._options if is_chosen]
            self._send(self._select, (chosen or [self._options[0][0]])[-1])

    def _send(self, name: str, value: str) -> None:
        if name and self._form is not None:
            self._form.setdefault(name, []).append(value)
