"""What is wrong with touches that a system tells, each at its place in the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from channels.models import Channel
from customers import access
from customers.enums import PROMISING, TAKING_BACK, TouchKind
from customers.numbers import ordinals_of_numbers
from organization.models import Unit, User
from organization.permissions import Permission

Errors = dict[str, list[ValidationError]]
Named = Callable[[Collection[str]], dict[str, str]]
# The source of the touches that this product appends of itself; nobody else tells by it.
OWN_SOURCE = "jiepai"
OF_BENEFITS = frozenset({*PROMISING, *TAKING_BACK})

_named: dict[str, Named] = {}


def register_codes(name: str, named: Named) -> None:
    """Say what texts of a field mean on an upper floor: ``campaign`` the code of each plan, named
    by it or by its code in the billing system (one that nobody may have been contacted for is
    none), ``resource`` the name of each by its code, ``unit`` the owner of each plan by its code.
    """
    _named[name] = named


def meant(name: str, texts: Collection[str]) -> dict[str, str]:
    """What each text means; texts that mean nothing are left out."""
    wanted = {text for text in texts if text}
    return _named[name](wanted) if wanted and name in _named else {}


def checked(
    touches: Sequence[Mapping[str, Any]],
    campaigns: Collection[str],
    actor: User,
    today: dt.date,
) -> list[BitMap]:
    """Who is meant by each touch. Raises ``ValidationError`` naming each wrong one."""
    errors: Errors = {}
    people = _people(touches, actor, errors)
    known = {
        "channel": set(Channel.objects.values_list("code", flat=True)),
        "campaign": set(campaigns),
        "resource": set(meant("resource", {touch.get("resource", "") for touch in touches})),
        "unit": set(Unit.objects.values_list("code", flat=True)),
    }
    for place, touch in enumerate(touches):
        for name, all_codes in known.items():
            if touch.get(name) and touch[name] not in all_codes:
                _note(errors, place, name, _("Unknown: %(values)s."), "unknown", values=touch[name])
        if touch["happened_on"] > today:
            _note(errors, place, "happened_on", _("A touch cannot lie in the future."), "future")
        try:
            refuse_own_source(touch["source"])
        except ValidationError as error:
            errors[f"touches.{place}.source"] = [error]
        _check_kind(touch, place, errors)
    if errors:
        raise ValidationError(errors)
    return people


def refuse_own_source(source: str) -> None:
    """Raise ``ValidationError`` for the source by which this product itself tells."""
    if source.strip() == OWN_SOURCE:
        raise ValidationError(_("This source is the product's own."), code="taken")


def _check_kind(touch: Mapping[str, Any], place: int, errors: Errors) -> None:
    """A contact says in which way; a benefit says of which kind, and is told person by person."""
    kind = touch.get("kind", TouchKind.CONTACT)
    if kind == TouchKind.CONTACT and not touch.get("contact_class"):
        _note(errors, place, "contact_class", _("A contact says in which way."), "required")
    if kind not in OF_BENEFITS:
        return
    if not touch.get("benefit_kind"):
        _note(errors, place, "benefit_kind", _("A benefit says of which kind."), "required")
    if "number" not in touch:
        _note(errors, place, "number", _("A benefit is told person by person."), "required")


def _note(
    errors: Errors, place: int, name: str, text: str | Promise, code: str, **params: Any
) -> None:
    errors[f"touches.{place}.{name}"] = [ValidationError(text, code=code, params=params or None)]  # type: ignore[arg-type]


def _people(touches: Sequence[Mapping[str, Any]], actor: User, errors: Errors) -> list[BitMap]:
    """Who is meant by each touch; numbers that nobody has whom the actor may tell of are errors at
    their place.
    """
    numbers = [
        [touch["number"]] if "number" in touch else touch.get("numbers", []) for touch in touches
    ]
    ordinals = ordinals_of_numbers((number for group in numbers for number in group), own=True)
    if not access.sees_all_customers(actor, Permission.RECORD_TOUCHES):
        own = access.visible_customers(actor, Permission.RECORD_TOUCHES)
        theirs = set(
            own.filter(party__ordinal__in=set(ordinals.values())).values_list(
                "party__ordinal", flat=True
            )
        )
        ordinals = {number: one for number, one in ordinals.items() if one in theirs}
    people: list[BitMap] = []
    for place, (touch, group) in enumerate(zip(touches, numbers, strict=True)):
        where = "number" if "number" in touch else "numbers"
        if not group or ("number" in touch and "numbers" in touch):
            _note(errors, place, where, _("Give either number or numbers."), "required")
        elif unknown := [number for number in group if number not in ordinals]:
            values = ", ".join(number[:40] for number in unknown[:5])
            _note(errors, place, where, _("Unknown: %(values)s."), "unknown", values=values)
        people.append(BitMap(ordinals[number] for number in group if number in ordinals))
    return people
