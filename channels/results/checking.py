"""What is wrong with results that are told, each at its place in the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from channels.models import Channel, CustomerGroup, PlacementResult, Product
from channels.registries import Sold, plans
from channels.results.fields import AMONG_CONTACTED, CODES, CONTENT, FIELDS, NEEDED
from organization.models import Unit, User
from organization.models.scope import UnitScope
from organization.permissions import Permission

Errors = dict[str, list[ValidationError]]
MODELS: Mapping[str, type[models.Model]] = {
    "channel": Channel,
    "product": Product,
    "customer_group": CustomerGroup,
    "branch": Unit,
    "unit": Unit,
}
Codes = Mapping[str, Mapping[str, Any]]


def known_codes(*, by_name: bool = False) -> Codes:
    """The rows that a field may name, by their codes; ``by_name`` also by a name that only one
    has, as files name them. Four queries.
    """
    rows = {model: list(model._default_manager.all()) for model in set(MODELS.values())}
    return {name: _named(rows[model], by_name=by_name) for name, model in MODELS.items()}


def _named(rows: Iterable[Any], *, by_name: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if by_name:
        for row in rows:
            found[row.name] = None if row.name in found else row
    found |= {row.code: row for row in rows}
    return {name: row for name, row in found.items() if row is not None}


def checked(
    results: Sequence[Mapping[str, Any]],
    *,
    actor: User,
    today: dt.date,
    codes: Codes,
) -> list[dict[str, Any]]:
    """The results with rows in the place of codes, ready to be kept: the campaign by its own code,
    its unit, and its product where it sells but one there. Raises ``ValidationError`` naming each
    wrong one.
    """
    said = {one.get("campaign", "") for one in results} - {""}
    sold = plans().sold(said)
    scope = actor.scope(Permission.RECORD_RESULTS)
    errors = Wrong()
    whole = []
    for place, one in enumerate(results):
        check = Check(place, one, errors, codes)
        whole.append(check.run(sold, scope, today))
    errors.raise_any()
    return whole


class Wrong:
    """What is wrong, by place and field; at most one thing at each."""

    def __init__(self) -> None:
        self.errors: Errors = {}

    def note(self, place: int, name: str, text: str | Promise, code: str, **params: Any) -> None:
        error = ValidationError(text, code=code, params=params or None)  # type: ignore[arg-type]
        self.errors.setdefault(f"results.{place}.{name}", [error])

    def raise_any(self) -> None:
        if self.errors:
            raise ValidationError(self.errors)


class Check:
    """One result on its way in."""

    def __init__(self, place: int, said: Mapping[str, Any], wrong: Wrong, codes: Codes) -> None:
        self.place, self.wrong, self.codes = place, wrong, codes
        empty = {name: "" if name == "campaign" else None for name in CONTENT}
        self.values: dict[str, Any] = empty | {
            name: value for name, value in said.items() if value not in {None, ""}
        }

    def note(self, name: str, text: str | Promise, code: str, **params: Any) -> None:
        self.wrong.note(self.place, name, text, code, **params)

    def run(self, sold: Mapping[str, Sold], scope: UnitScope, today: dt.date) -> dict[str, Any]:
        self.find_codes()
        self.find_plan(sold)
        self.find_unit(scope)
        for name in (*NEEDED, "product"):
            if self.values[name] is None:
                self.note(name, _("This is missing."), "required")
        day = self.values["happened_on"]
        if day is not None and day > today:
            self.note("happened_on", _("A result cannot lie in the future."), "future")
        self.compare()
        return self.values

    def find_codes(self) -> None:
        for name in CODES:
            said = self.values[name]
            if isinstance(said, str):
                self.values[name] = self.codes[name].get(said)
                if self.values[name] is None:
                    self.note(name, _("Unknown: %(values)s."), "unknown", values=said[:60])

    def find_plan(self, sold: Mapping[str, Sold]) -> None:
        """The plan that is named, which must have sold this there."""
        said, channel, product = (self.values[name] for name in ("campaign", "channel", "product"))
        if not said:
            return
        plan = sold.get(said)
        if plan is None:
            self.note("campaign", _("Unknown: %(values)s."), "unknown", values=said[:60])
            return
        self.values |= {"campaign": plan.code, "unit": plan.unit}
        if channel is None:
            return
        through = plan.through(channel.code)
        if not through:
            self.note("channel", _("The plan does not use this channel."), "not_in_plan")
        elif product is None and len(through) == 1:
            self.values["product"] = self.codes["product"][min(through)]
        elif product is None:
            sentence = _("The plan sells several products there. Say which one.")
            self.note("product", sentence, "required")
        elif product.code not in through:
            self.note("product", _("The plan does not sell this product there."), "not_in_plan")

    def find_unit(self, scope: UnitScope) -> None:
        unit = self.values["unit"]
        place = "campaign" if self.values["campaign"] else "unit"
        if unit is None and not scope.is_everything:
            self.note("unit", _("Say whose campaign it was."), "required")
        elif unit is not None and not scope.contains(unit):
            sentence = _("Results of this unit are told by its own people.")
            self.note(place, sentence, "not_yours")

    def compare(self) -> None:
        contacted = self.values["contacted"]
        if contacted is not None:
            if contacted < 1:
                self.note("contacted", _("At least one person was contacted."), "min_value")
            for name in AMONG_CONTACTED:
                if self.values[name] is not None and self.values[name] > contacted:
                    self.note(
                        name,
                        _("%(what)s: %(value)s is more than the %(most)s contacted."),
                        "exceeds",
                        what=FIELDS[name].label,
                        value=self.values[name],
                        most=contacted,
                    )
        held, took = self.values["held_out"], self.values["held_out_taken"]
        if (held is None) != (took is None):
            missing = "held_out" if held is None else "held_out_taken"
            self.note(missing, _("Say both numbers of the control group, or none."), "required")
        elif held is not None and (held < 1 or took > held):
            sentence = _("More were taken than the %(most)s of the control group.")
            self.note("held_out_taken", sentence, "exceeds", most=held)


def content(result: PlacementResult) -> dict[str, Any]:
    """What a result on record says, as ``checked`` gives it."""
    return {name: getattr(result, name) for name in CONTENT}
