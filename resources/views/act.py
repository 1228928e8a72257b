from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from channels.registries import plans
from common.display import full_date, number
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import Unit
from organization.permissions import Permission
from resources import commands, queries
from resources.consequences import lacks_in, more_lacking
from resources.forms import AnnounceForm, CountForm, IssueForm, ReceiveForm, StockForm, TransferForm
from resources.models import Resource
from resources.notices import receivers


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A change of the stock as a page: its form, its command, its words."""

    name: str
    label: str | Promise
    icon: str
    hint: str | Promise
    done: str | Promise
    form: type[StockForm]
    command: Callable[..., Any]


ACTS = {
    act.name: act
    for act in (
        Act(
            name="receive",
            label=pgettext_lazy("stock", "Receive"),
            icon="download",
            hint=_("Pieces that came without having been announced."),
            done=_("Received. The stock and the board count with it."),
            form=ReceiveForm,
            command=commands.receive,
        ),
        Act(
            name="transfer",
            label=pgettext_lazy("stock", "Transfer"),
            icon="swap",
            hint=_("From one unit to another; what plans hold stays where it is."),
            done=_("Transferred. Both units' stock is changed."),
            form=TransferForm,
            command=commands.transfer,
        ),
        Act(
            name="issue",
            label=pgettext_lazy("stock", "Issue"),
            icon="upload",
            hint=_("Handed out, for a campaign or otherwise."),
            done=_("Issued."),
            form=IssueForm,
            command=commands.issue,
        ),
        Act(
            name="count",
            label=pgettext_lazy("stock", "Count"),
            icon="sheet",
            hint=_("Counted stock. The difference is kept as a movement of its own."),
            done=_("The count is entered."),
            form=CountForm,
            command=commands.count,
        ),
        Act(
            name="announce",
            label=pgettext_lazy("stock", "Announce a delivery"),
            icon="truck",
            hint=_("On its way to a unit, which then says what came."),
            done=_("Announced. The unit has been told, and confirms it when it is there."),
            form=AnnounceForm,
            command=commands.announce_arrival,
        ),
    )
}


@contextmanager
def warned(request: SignedInRequest, resource: Resource, unit: Unit) -> Iterator[None]:
    """Say which approved plans lack more of it there after the change, and that they have been
    told.
    """
    before = lacks_in(resource, unit)
    yield
    lacks = more_lacking(before, resource, unit)
    names = plans().named(request.user, [lack.campaign for lack in lacks])
    said = [
        gettext("%(plan)s: %(missing)s by %(day)s")
        % {
            "plan": names[lack.campaign].name if lack.campaign in names else lack.campaign,
            "missing": number(lack.missing),
            "day": full_date(lack.by),
        }
        for lack in lacks
    ]
    if said:
        words = gettext("Approved plans lack some of it now: %(plans)s. They have been told.")
        messages.warning(request, words % {"plans": gettext(", ").join(said)})


def done_with(chosen: Act, values: Mapping[str, Any]) -> str | Promise:
    """What was done: nobody is said to have been told where nobody receives."""
    if chosen.name == "announce" and not receivers(values["unit"]).exists():
        return gettext("Announced. Nobody receives deliveries there, so nobody was told.")
    return chosen.done


@permission_required(Permission.MANAGE_STOCK)
def act(request: SignedInRequest, code: str, action: str) -> HttpResponse:
    """Receive, transfer, issue, count, or announce a delivery of one resource."""
    resource = get_object_or_404(Resource, code=code)
    if action not in ACTS:
        raise Http404
    chosen = ACTS[action]
    form = chosen.form(
        request.POST or None, resource=resource, user=request.user, initial=request.GET.dict()
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with warned(request, resource, values["unit"]) if action == "count" else nullcontext():
            chosen.command(resource=resource, actor=request.user, **values)
            messages.success(request, str(done_with(chosen, values)))
        return redirect("resources:detail", resource.code)
    lines = queries.stock_lines(user=request.user, resources=[resource])
    context = {"resource": resource, "act": chosen, "form": form, "lines": lines}
    return render(request, "resources/act.html", context, status=422 if form.errors else 200)
