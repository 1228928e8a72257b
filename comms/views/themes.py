from __future__ import annotations

import datetime as dt
import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common import clock
from comms import commands, theme_board
from comms.access import may_plan
from comms.forms import ThemeForm
from comms.models import Theme
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission

MONTHS = 3


@permission_required(Permission.SEE_COMMS)
def themes(request: SignedInRequest) -> HttpResponse:
    """The theme board: three months, each with its themes and under them the communication
    plans.
    """
    today = clock.today()
    first = month_of(request.GET.get("from", ""), today)
    context = {
        "months": theme_board.theme_board(user=request.user, first=first, months=MONTHS),
        "today": today,
        "previous": f"{theme_board.month_after(first, -MONTHS):%Y-%m}",
        "next": f"{theme_board.month_after(first, MONTHS):%Y-%m}",
        "is_now": first == today.replace(day=1),
        "may_plan": may_plan(request.user),
        "tab": "themes",
    }
    return render(request, "comms/themes.html", context)


@permission_required(Permission.WRITE_DRAFT, Permission.REVIEW_DRAFT)
def theme(request: SignedInRequest, code: str = "") -> HttpResponse:
    """Enter a theme, or change one."""
    if not may_plan(request.user):
        raise PermissionDenied
    instance = get_object_or_404(Theme, code=code) if code else Theme()
    form = ThemeForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        saved = commands.save_theme(
            theme=form.instance, etag=form.cleaned_data["etag"], actor=request.user
        )
        messages.success(
            request,
            _("The theme “%(theme)s” was saved. Plans of that time can take it.")
            % {"theme": saved.name},
        )
        if outside := [one.name for one in saved.plans.all() if one.is_outside_theme]:
            words = _("These plans lie outside of the theme's time now: %(names)s")
            messages.warning(request, words % {"names": _(", ").join(outside)})
        return redirect("comms:themes")
    context = {"form": form, "theme": instance, "code": code, "tab": "themes"}
    return render(request, "comms/theme.html", context, status=422 if form.errors else 200)


def month_of(text: str, today: dt.date) -> dt.date:
    """The first of the month written as YYYY-MM; of this month for anything else."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text)
    return dt.date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)
