"""Touches that name their customer by phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.lookups import note_list
from customers.models import Party
from customers.numbers import named_by_phone, ordinals_of_numbers
from customers.phones import mobile_of
from organization.models import User
from organization.permissions import Permission


def by_phone(touches: Sequence[dict[str, Any]], *, actor: User) -> list[dict[str, Any]]:
    """The touches with the party's number in the place of a phone that one person has, among those
    that the actor may tell of. A number that somebody has is taken as a number, whatever it looks
    like. That phones were asked for goes on the audit trail.

    Raises ``ValidationError`` at a phone that several persons have, ``Refused`` (429) for more
    phones than the actor may ask for. What nobody has stays for ``record_touches`` to name.
    """
    numbers = {touch["number"] for touch in touches}
    known = ordinals_of_numbers(numbers)
    phones = {one: phone for one in numbers - set(known) if (phone := mobile_of(one))}
    if not phones:
        return list(touches)
    named = named_by_phone(set(phones.values()))
    rows = Party.objects.filter(ordinal__in={one for found in named.values() for one in found})
    if not access.sees_all_customers(actor, Permission.RECORD_TOUCHES):
        own = access.visible_customers(actor, Permission.RECORD_TOUCHES)
        rows = rows.filter(ordinal__in=own.values("party__counted"))
    number_of = dict(rows.values_list("ordinal", "number"))
    meant = {
        one: [number_of[each] for each in named.get(phone, ()) if each in number_of]
        for one, phone in phones.items()
    }
    note_list(phones, [one for one, found in meant.items() if not found], actor=actor)
    errors = {
        f"touches.{place}.number": [
            ValidationError(_("Several customers have this phone; name the number."), code="shared")
        ]
        for place, touch in enumerate(touches)
        if len(meant.get(touch["number"], ())) > 1
    }
    if errors:
        raise ValidationError(errors)
    return [
        touch | {"number": (meant.get(touch["number"]) or [touch["number"]])[0]}
        for touch in touches
    ]
