"""Marketing customers: the list, one with its accounts and its tree, and what is put below it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from common.errors import refuse_form
from common.folding import has_words
from common.paging import Page, page_at, start_of
from customers import access
from customers.grouping import commands, queries, tree
from customers.grouping.forms import AccountForm, GroupForm, PlaceForm
from customers.grouping.naming import account_named, group_named, person_named
from customers.masked_rows import customer_row
from customers.menu import customer_tabs
from customers.models import MarketingCustomer, MarketingLink
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission

LONGEST = 60


@require_GET
@permission_required(Permission.SEE_CUSTOMERS)
def groups(request: SignedInRequest) -> HttpResponse:
    """The marketing customers that the person may see."""
    asked = request.GET.get("q", "").replace("\0", "")[:LONGEST]
    rows = queries.visible_groups(request.user)
    if asked:
        rows = rows.filter(has_words(asked, "name", "code"))
    places = MarketingLink.objects.in_force().select_related("above")
    rows = queries.counted(rows).order_by("-pk").prefetch_related(Prefetch("places", places))
    page: Page[Any] = page_at(rows, start_of(request.GET.get("cursor", "")))
    context = {
        "tabs": customer_tabs(request.user, "marketing"),
        "rows": [(group, queries.maker_name(group)) for group in page.rows],
        "page": page.context(),
        "q": asked,
        "may_write": request.user.may(Permission.MATCH_CUSTOMERS),
    }
    return render(request, "customers/marketing.html", context)


@permission_required(Permission.MATCH_CUSTOMERS)
def new_group(request: SignedInRequest) -> HttpResponse:
    """Make one; its accounts are added on its page."""
    form = GroupForm(request.POST or None)
    if form.is_valid():
        values = form.cleaned_data | {
            "decision_maker": person_named(request.user, form.cleaned_data["decision_maker"])
        }
        made = commands.make_group(actor=request.user, **values)
        messages.success(request, _("Made. Now add its accounts."))
        return redirect("customers:marketing-one", made.code)
    context = {"tabs": customer_tabs(request.user, "marketing"), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "customers/marketing_new.html", context, status=status)


@require_GET
@permission_required(Permission.SEE_CUSTOMERS)
def group(request: SignedInRequest, code: str) -> HttpResponse:
    """One with its accounts and evidence, its tree, and what perhaps belongs to it."""
    row = group_of(request.user, code)
    return render(request, "customers/marketing_one.html", page_of(request.user, row))


@require_POST
@permission_required(Permission.MATCH_CUSTOMERS)
def change(request: SignedInRequest, code: str) -> HttpResponse:
    """Change its words and its decision-maker."""
    row = group_of(request.user, code)
    form = GroupForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    values = form.cleaned_data | {
        "decision_maker": person_named(request.user, form.cleaned_data["decision_maker"])
    }
    commands.change_group(group=row, actor=request.user, **values)
    messages.success(request, _("Saved."))
    return redirect("customers:marketing-one", row.code)


@require_POST
@permission_required(Permission.MATCH_CUSTOMERS)
def add(request: SignedInRequest, code: str) -> HttpResponse:
    """Put an account below it."""
    row = group_of(request.user, code)
    form = AccountForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    account = account_named(request.user, form.cleaned_data.pop("account"))
    commands.link_below(group=row, what=account, actor=request.user, **form.cleaned_data)
    messages.success(request, _("Added. You can undo it at its line."))
    return redirect("customers:marketing-one", row.code)


@require_POST
@permission_required(Permission.MATCH_CUSTOMERS)
def place(request: SignedInRequest, code: str) -> HttpResponse:
    """Put it below another one."""
    row = group_of(request.user, code)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    above = group_named(request.user, form.cleaned_data.pop("above"), at="above")
    commands.link_below(
        group=above, what=row, actor=request.user, field="above", **form.cleaned_data
    )
    messages.success(request, _("It stands there now. You can undo it below."))
    return redirect("customers:marketing-one", row.code)


@require_POST
@permission_required(Permission.MATCH_CUSTOMERS)
def undo(request: SignedInRequest, code: str, link_id: int) -> HttpResponse:
    """Undo a link of it; what was before is in force again."""
    row = group_of(request.user, code)
    link = queries.undoable(row, request.user).filter(pk=link_id).first()
    if link is None:
        raise Http404
    reason = request.POST.get("reason", "").replace("\0", "")
    commands.undo_link(link_id=link.pk, actor=request.user, reason=reason)
    messages.success(request, _("Undone: all is as it was before."))
    return redirect("customers:marketing-one", row.code)


def group_of(user: User, code: str) -> MarketingCustomer:
    """The marketing customer of that code. Raises 404 for one that may not be seen."""
    found = queries.visible_groups(user).filter(code=code).first() if "\0" not in code else None
    if found is None:
        raise Http404
    return found


def page_of(user: User, row: MarketingCustomer) -> dict[str, Any]:
    may_write = user.may(Permission.MATCH_CUSTOMERS)
    links = queries.links_below(row)
    shown = links.filter(account__in=access.visible_customers(user))
    accounts = list(shown[: queries.MOST_SHOWN])
    total = links.filter(account__isnull=False).count()
    maker = row.decision_maker
    number = maker.number if maker else ""
    return {
        "tabs": customer_tabs(user, "marketing"),
        "group": row,
        "maker": queries.maker_name(row),
        "maker_number": number,
        "accounts": [(link, customer_row(link.account)) for link in accounts if link.account],
        "total": total,
        "hidden": total - len(accounts),
        "place": queries.place_of(row),
        "tree": tree.tree_of(row, user),
        "history": list(queries.undone(row, user)[: queries.MOST_PROPOSED]),
        "proposals": queries.proposals(row, user) if may_write else [],
        "may_write": may_write,
        "form": GroupForm(initial={"name": row.name, "note": row.note, "decision_maker": number}),
        "account_form": AccountForm(),
        "place_form": PlaceForm(),
    }
