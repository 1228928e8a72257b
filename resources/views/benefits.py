"""Giving: checked before, promised in the same breath, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from common import clock, display
from common.errors import refuse, refuse_form
from common.once import done
from customers.enums import BenefitKind, Occasion
from customers.masked_rows import party_row
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.names import names_of
from organization.permissions import Permission
from resources.benefit_forms import GiveForm, RecordFilter, StepForm
from resources.commands.benefit_steps import STEPS, change_benefits
from resources.commands.benefits import Checked, check_benefits, reserve_benefits
from resources.enums import BenefitState
from resources.models import Benefit, Resource
from resources.similar import Had, unit_names

PAGE = 50
SHOWN = 200
MAX_DIGITS = 18
LONGEST_CODE = 20


@permission_required(Permission.RECORD_TOUCHES)
def give(request: SignedInRequest) -> HttpResponse:
    """What to give to whom; below, who already has something similar, and the button that promises
    it to the others.
    """
    asked = {"campaign": request.GET.get("campaign", "")[:LONGEST_CODE]}
    form = GiveForm(request.POST or None, request.FILES or None, user=request.user, initial=asked)
    context: dict[str, Any] = {"form": form, "tab": "give"}
    if request.method == "POST" and form.is_valid():
        context |= shown(checked_by(form, request))
        form = GiveForm(form.as_checked(), user=request.user)
        context["form"] = form
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "resources/give.html", context, status=status)


def checked_by(form: GiveForm, request: SignedInRequest) -> Checked:
    """What the pressed button asked for: a check, a promise, or what was handed over already."""
    values: dict[str, Any] = {
        "gift": form.gift(),
        "numbers": form.cleaned_data["people"],
        "actor": request.user,
    }
    pressed = request.POST.get("do", "")
    if pressed not in {"reserve", "give"}:
        return check_benefits(**values)
    checked = reserve_benefits(
        **values, despite=form.cleaned_data["despite"], is_given=pressed == "give"
    )
    count = checked.reserved
    text = ngettext("%(count)s benefit is on record.", "%(count)s benefits are on record.", count)
    messages.success(request, text % {"count": display.number(count)})
    done(request)
    return checked


def shown(checked: Checked) -> dict[str, Any]:
    """The answer in words: who is stopped first, then who is warned of, then a count of the
    others.
    """
    found = [one for one in checked.judged if one.similar]
    found.sort(key=lambda one: one.verdict != "stopped")
    had = [similar.had for one in found[:SHOWN] for similar in one.similar]
    units = unit_names({one.unit for one in had})
    goods = {one.code: one.label for one in Resource.objects.filter(code__in=_codes(had))}
    return {
        "checked": checked,
        "clear": checked.count("clear"),
        "warned": checked.count("warned"),
        "stopped": checked.count("stopped"),
        "is_promised": any(one.benefit for one in checked.judged),
        "may_promise": checked.count("clear") + checked.count("warned"),
        "people_with": [
            {
                "person": party_row(one.party),
                "verdict": one.verdict,
                "is_promised": one.benefit is not None,
                "similar": [
                    {
                        "likeness": each.likeness.label,
                        "unit": units.get(each.had.unit, "") or _("unit not told"),
                        "day": each.had.day,
                        "value": each.had.value,
                        "what": what_of(each.had, goods),
                        "state": BenefitState(each.had.state).label,
                    }
                    for each in one.similar
                ],
            }
            for one in found[:SHOWN]
        ],
        "left_out": max(0, len(found) - SHOWN),
    }


def _codes(had: list[Had]) -> set[str]:
    return {one.resource for one in had if one.resource}


def what_of(had: Had, goods: Mapping[str, str]) -> str:
    """What was given, and for which occasion, in words."""
    kind = dict(BenefitKind.choices).get(had.kind, "")
    occasion = dict(Occasion.choices).get(had.occasion, "")
    named = goods.get(had.resource, had.resource) or str(kind)
    return f"{named} · {occasion}" if occasion else named


@permission_required(Permission.RECORD_TOUCHES)
def record(request: SignedInRequest) -> HttpResponse:
    """What one's units promised and gave, newest first, with the steps that may follow."""
    form = RecordFilter(request.GET)
    form.is_valid()
    rows = Benefit.objects.visible_to(request.user).with_people()
    for name in ("state", "occasion"):
        if form.cleaned_data.get(name):
            rows = rows.filter(**{name: form.cleaned_data[name]})
    after = request.GET.get("cursor", "")
    if after.isascii() and after.isdigit() and len(after) < MAX_DIGITS:
        rows = rows.filter(pk__lt=int(after))
    found = list(rows.order_by("-pk")[: PAGE + 1])
    names = names_of(one.last_by for one in found[:PAGE])
    context = {
        "tab": "record",
        "form": form,
        "steps": StepForm(initial={"day": clock.today()}, user=request.user),
        "buttons": STEPS.items(),
        "rows": [
            {
                "benefit": row,
                "number": party_row(row.party).number,
                "name": party_row(row.party).name,
                "by": names.get(row.last_by, row.last_by),
            }
            for row in found[:PAGE]
        ],
        "next": str(found[PAGE - 1].pk) if len(found) > PAGE else "",
        "hands_over": request.user.may(Permission.UNMASK_CUSTOMERS),
    }
    return render(request, "resources/benefits.html", context)


@require_POST
@permission_required(Permission.RECORD_TOUCHES)
def change(request: SignedInRequest) -> HttpResponse:
    """Take a step with the chosen lines."""
    keys = {key for text in request.POST.getlist("benefits") if (key := uuid_of(text))}
    step = request.POST.get("step", "")
    if step not in STEPS:
        refuse("required", _("Choose what became of them."), status=400)
    form = StepForm(request.POST, user=request.user)
    if not form.is_valid():
        refuse_form(form)
    changed = change_benefits(keys=keys, step=step, actor=request.user, **form.cleaned_data)
    text = ngettext("%(count)s line changed.", "%(count)s lines changed.", changed)
    messages.success(request, text % {"count": display.number(changed)})
    return redirect("resources:benefits")


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
