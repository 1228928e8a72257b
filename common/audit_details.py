"""What else is on record about an event of the audit trail, in words: the keys of ``details``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from common.audit_labels import Word
from common.display import day_of, full_date, in_language, number

CHANGES = "changes"  # shown as before and after, not among the details
KEYS: Mapping[str, Word] = {
    "accepts": pgettext_lazy("audit detail", "joins"),
    "admin": pgettext_lazy("audit detail", "administrator"),
    "amendment": pgettext_lazy("audit detail", "amendment"),
    "amount": pgettext_lazy("audit detail", "amount"),
    "asked": pgettext_lazy("audit detail", "commitments asked for"),
    "basis": pgettext_lazy("audit detail", "evidence"),
    "blocking": pgettext_lazy("audit detail", "blocking findings"),
    "branch": pgettext_lazy("audit detail", "branch"),
    "branches": pgettext_lazy("audit detail", "branches"),
    "campaign": pgettext_lazy("audit detail", "campaign"),
    "campaigns": pgettext_lazy("audit detail", "campaigns"),
    "changed": pgettext_lazy("audit detail", "changed rows"),
    "channels": pgettext_lazy("audit detail", "channels"),
    "choice": pgettext_lazy("audit detail", "choice"),
    "check_run": pgettext_lazy("audit detail", "check run"),
    "client": pgettext_lazy("audit detail", "address of the client"),
    "components": pgettext_lazy("audit detail", "role components"),
    "conditions": pgettext_lazy("audit detail", "conditions"),
    "conflict": pgettext_lazy("audit detail", "campaigns that came first"),
    "contact_class": pgettext_lazy("audit detail", "way of contact"),
    "count": pgettext_lazy("audit detail", "how many"),
    "corrected": pgettext_lazy("audit detail", "corrected rows"),
    "host": pgettext_lazy("audit detail", "server"),
    "counter": pgettext_lazy("audit detail", "other proposal"),
    "counts": pgettext_lazy("audit detail", "counts as look-ups"),
    "created": pgettext_lazy("audit detail", "new rows"),
    "cycle": pgettext_lazy("audit detail", "planning cycle"),
    "days": pgettext_lazy("audit detail", "days"),
    "decision": pgettext_lazy("audit detail", "decision"),
    "deferred": pgettext_lazy("audit detail", "later in"),
    "deputy": pgettext_lazy("audit detail", "deputy"),
    "due": pgettext_lazy("audit detail", "due on"),
    "expected_on": pgettext_lazy("audit detail", "expected on"),
    "fields": pgettext_lazy("audit detail", "fields"),
    "filter": pgettext_lazy("audit detail", "filter"),
    "finding": pgettext_lazy("audit detail", "finding"),
    "found": pgettext_lazy("audit detail", "found"),
    "from": pgettext_lazy("audit detail", "from"),
    "given": pgettext_lazy("audit detail", "given"),
    "group": pgettext_lazy("audit detail", "group"),
    "held": pgettext_lazy("audit detail", "plans that stay"),
    "kind": pgettext_lazy("audit detail", "kind"),
    "kept": pgettext_lazy("audit detail", "not given twice"),
    "level": pgettext_lazy("audit detail", "level"),
    "lifted": pgettext_lazy("audit detail", "holds lifted"),
    "mentioned": pgettext_lazy("audit detail", "mentioned"),
    "late": pgettext_lazy("audit detail", "late"),
    "mark": pgettext_lazy("audit detail", "mark"),
    "name": pgettext_lazy("audit detail", "name"),
    "note": pgettext_lazy("audit detail", "note"),
    "notices": pgettext_lazy("audit detail", "notices"),
    "occasion": pgettext_lazy("audit detail", "occasion"),
    "official": pgettext_lazy("audit detail", "by the notice"),
    "page": pgettext_lazy("audit detail", "page"),
    "parties": pgettext_lazy("audit detail", "parties"),
    "persons": pgettext_lazy("audit detail", "persons"),
    "person": pgettext_lazy("audit detail", "person"),
    "phones": pgettext_lazy("audit detail", "phones in the list"),
    "placements": pgettext_lazy("audit detail", "placements"),
    "prefix": pgettext_lazy("audit detail", "key begins with"),
    "product": pgettext_lazy("audit detail", "product"),
    "proposal": pgettext_lazy("audit detail", "proposal"),
    "quantity": pgettext_lazy("audit detail", "quantity"),
    "query": pgettext_lazy("audit detail", "view"),
    "rank": pgettext_lazy("audit detail", "rank"),
    "received": pgettext_lazy("audit detail", "received"),
    "rejected": pgettext_lazy("audit detail", "rejected rows"),
    "reserved": pgettext_lazy("audit detail", "reserved"),
    "resource": pgettext_lazy("audit detail", "resource"),
    "revision": pgettext_lazy("audit detail", "revision"),
    "risk_grade": pgettext_lazy("audit detail", "risk grade"),
    "role": pgettext_lazy("audit detail", "role"),
    "roles": pgettext_lazy("audit detail", "roles"),
    "rows": pgettext_lazy("audit detail", "rows"),
    "rule": pgettext_lazy("audit detail", "rule"),
    "saved": pgettext_lazy("audit detail", "saved"),
    "scopes": pgettext_lazy("audit detail", "scopes"),
    "size": pgettext_lazy("audit detail", "size"),
    "state": pgettext_lazy("audit detail", "state"),
    "stopped": pgettext_lazy("audit detail", "stopped"),
    "to": pgettext_lazy("audit detail", "to"),
    "unit": pgettext_lazy("audit detail", "unit"),
    "unknown": pgettext_lazy("audit detail", "unknown"),
    "until": pgettext_lazy("audit detail", "until"),
    "value": pgettext_lazy("audit detail", "value"),
    "verdict": pgettext_lazy("audit detail", "verdict"),
    "version": pgettext_lazy("audit detail", "version"),
    "warned": pgettext_lazy("audit detail", "warned"),
    "warnings": pgettext_lazy("audit detail", "warnings"),
    "was": pgettext_lazy("audit detail", "before"),
    "round": pgettext_lazy("audit detail", "round"),
    "way_out": pgettext_lazy("audit detail", "way out"),
    "what": pgettext_lazy("audit detail", "what"),
}


_values: dict[str, Mapping[str, Word]] = {}


def read_as(key: str, values: Mapping[str, Word]) -> None:
    """Say what the values of a detail are called; in ``AppConfig.ready``."""
    _values[key] = {**_values.get(key, {}), **values}


def value_word(key: str, value: str) -> str:
    """A value of a detail as it is called; one that nobody names stays as it is."""
    return str(_values.get(key, {}).get(value, value))


def details_of(noted: Mapping[str, Any]) -> Iterator[tuple[Word, str]]:
    """Each detail with its word and its value; a key that nobody names stays as it is."""
    for key, value in noted.items():
        if key != CHANGES and value not in (None, "", [], {}):
            yield KEYS.get(key, key), said(value, key)


def said(value: Any, key: str = "") -> str:
    """A value of JSON as people read it; ``key`` is the detail that it is a value of."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case int():
            return number(value)
        case list():
            return listed(said(one, key) for one in value)
        case dict():
            return listed(f"{KEYS.get(one, one)} {said(each, one)}" for one, each in value.items())
    if day := day_of(value):
        return full_date(day)
    return value_word(key, str(value))


def listed(words: Iterable[str]) -> str:
    """Words one after the other."""
    return in_language("、", ", ").join(words)
