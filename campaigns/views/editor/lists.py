"""The lists that the editor's selects offer: what is in each, all of a page in one query, and what
a search in one finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Case, Model, Q, QuerySet, TextField, Value, When, Window
from django.db.models.functions import Cast, Coalesce, Concat, RowNumber
from django.http import Http404

from campaigns.models import Campaign, Initiative
from channels.models import Channel, Product
from common import display
from common.folding import has_words
from common.written import OneOf, read
from customers.filter_fields import Codes, plain_fields
from customers.models import GridUnit, Segment
from organization.enums import UnitKind
from organization.models import Unit
from resources.models import Resource

# A list by the key of the unit that owns the plan.
Listed = Callable[[Any], QuerySet[Any]]

MOST = 80  # a list up to this long is offered whole; a longer one has a box to search in
FEW = 20  # what is offered of a longer list before anybody searches, and what a search offers
SEARCH_LENGTH = 80
VALUES = "values."  # the values of a condition's field
BRANCHES = "branches"
UNCUT = frozenset({BRANCHES})
ABOVE = ("family", "parent", "unit")  # the key to what a row lies in
OWNERS = (UnitKind.DEPARTMENT, UnitKind.BRANCH)


@dataclass(frozen=True, slots=True)
class Choice:
    """``above`` names what it lies in: the family, the unit."""

    code: str
    label: str
    above: str = ""


@dataclass(slots=True)
class Offer:
    """What one list offers at once, by code. ``is_cut``: there is more to search for."""

    rows: dict[str, Choice] = field(default_factory=dict)
    is_cut: bool = False

    def told_apart(self) -> list[Choice]:
        """The choices; to those of one name is added what they lie in, or their code."""
        rows = list(self.rows.values())
        for name in ("above", "code"):
            labels = [one.label for one in rows]
            rows = [
                replace(one, label=f"{one.label} ({getattr(one, name) or one.code})")
                if labels.count(one.label) > 1
                else one
                for one in rows
            ]
        return rows


def _places(_owner: Any) -> QuerySet[Unit]:
    """Where material may be needed: branches first, then departments and the company."""
    units = Unit.objects.active().filter(kind__in=(*OWNERS, UnitKind.COMPANY))
    first = Case(When(kind=UnitKind.BRANCH, then=0), default=1)
    return units.order_by(first, "position", "code")


def _partners(owner: Any) -> QuerySet[Unit]:
    """Who may join: every department and branch but the owner."""
    return Unit.objects.active().filter(kind__in=OWNERS).exclude(pk=owner)


def _active(model: Any, *order: str) -> Listed:
    return lambda _owner: model.objects.filter(is_active=True).order_by(
        *(order or model._meta.ordering)
    )


LISTS: dict[str, Listed] = {
    "products": _active(Product, "family__code", "code"),
    "channels": _active(Channel),
    "segments": _active(Segment),
    "resources": _active(Resource),
    "initiatives": _active(Initiative),
    "places": _places,
    "partners": _partners,
    BRANCHES: lambda _owner: Unit.objects.active().filter(kind=UnitKind.BRANCH),
}


def lists() -> dict[str, Listed]:
    """All lists by kind, those of the values of conditions too: what each could offer, in order."""
    values = {
        f"{VALUES}{one.name}": one.choices.model
        for one in plain_fields()
        if isinstance(one.choices, Codes)
    }
    return LISTS | {kind: _all(model) for kind, model in values.items()}


def _all(model: Any) -> Listed:
    return lambda _owner: model.objects.all()


def offers(campaign: Campaign, chosen: Mapping[str, Iterable[str]]) -> dict[str, Offer]:
    """What every list offers at once, in one query: its first rows, and ``chosen`` by kind."""
    wanted = ([str(code) for code in chosen.get(kind, ())] for kind in lists())
    whole = _gathered(read(_offered, campaign.owner_unit_id, *wanted))
    return {kind: _cut(offer, chosen.get(kind, ()), kind) for kind, offer in whole.items()}


def _offered(owner: Any, *wanted: Any) -> QuerySet[Any]:
    """The first rows of every list and, of each, those of the wanted codes."""
    offered = []
    for (kind, listed), codes in zip(lists().items(), wanted, strict=True):
        rows = listed(owner)
        if kind in UNCUT:
            offered.append(_columns(rows, rows, kind))
        else:
            within = Q(pk__in=rows.values("pk")[: MOST + 1]) | Q(OneOf("code", codes))
            offered.append(_columns(rows.model._default_manager.filter(within), rows, kind))
    first, *others = offered
    return first.union(*others, all=True)


def _cut(offer: Offer, chosen: Iterable[str], kind: str) -> Offer:
    """A list that is too long, down to its first rows and the chosen ones."""
    if kind in UNCUT or len(offer.rows) <= MOST:
        return offer
    kept = {*list(offer.rows)[:FEW], *chosen}
    return Offer({code: row for code, row in offer.rows.items() if code in kept}, is_cut=True)


def found(campaign: Campaign, kind: str, text: str) -> list[Choice]:
    """The choices of a list whose name or code holds the text. Raises ``Http404`` for an unknown
    list.
    """
    rows_of = lists().get(kind)
    if rows_of is None or kind in UNCUT:
        raise Http404
    rows, words = rows_of(campaign.owner_unit_id), text.strip()[:SEARCH_LENGTH]
    english = ["name_en"] if _has(rows.model, "name_en") else []
    wanted = has_words(words, "code", "name", *english)
    matches = _gathered(_columns(rows.filter(wanted), rows, kind)[:FEW])
    return matches.get(kind, Offer()).told_apart()


def _has(model: type[Model], name: str) -> bool:
    return any(one.name == name for one in model._meta.concrete_fields)


def _columns(rows: QuerySet[Any], ordered: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """Kind, place in the order of ``ordered``, code, name, English name, and the names of what the
    row lies in: a shape that all lists share.
    """
    model = rows.model
    nothing = Value("", TextField())
    above = next((one for one in ABOVE if _has(model, one)), "")

    def text(name: Any) -> Any:
        return Coalesce(Cast(name, TextField()), nothing)

    order: list[Any] = list(ordered.query.order_by or model._meta.ordering)
    name = Concat("code", Value(" "), "name") if model is GridUnit else "name"
    return rows.order_by().values_list(
        Value(kind, TextField()),
        Window(RowNumber(), order_by=order),
        text("code"),
        text(name),
        text("name_en") if _has(model, "name_en") else nothing,
        text(f"{above}__name") if above else nothing,
        text(f"{above}__name_en") if above else nothing,
    )


def _gathered(rows: Iterable[tuple[str, int, str, str, str, str, str]]) -> dict[str, Offer]:
    gathered: dict[str, Offer] = {}
    for kind, _place, code, *names in sorted(rows):
        name, name_en, above, above_en = names
        choice = (
            Choice(code, name, above)
            if display.is_chinese()
            else Choice(code, name_en or name, above_en or above)
        )
        gathered.setdefault(kind, Offer()).rows[code] = choice
    return gathered
