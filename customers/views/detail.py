"""One customer: who they are and in which roles, their accounts, what they hold, and everything
done to or for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from channels.enums import ContactClass
from common import clock
from customers import access
from customers.decision_chain import IN_ORDER
from customers.enums import DecisionPlace, LinkKind, PartyKind
from customers.forms import WishForm
from customers.grouping.queries import groups_of
from customers.grouping.tree import tree_of
from customers.identity.questions import Question, questions, visible_matches
from customers.lookups import is_phone
from customers.masked_rows import customer_row, masked_attributes
from customers.masking import mask_name
from customers.menu import customer_tabs
from customers.models import Customer, Holding, Party, PartyLink
from customers.unmasking import LONGEST_PURPOSE, unmask_customer
from customers.views.timeline import trajectory_of
from customers.wishes import standing_wishes
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission

MOST_PEOPLE = 50


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label=_("What do you need it for?"), min_length=2, max_length=LONGEST_PURPOSE
    )


@dataclass(frozen=True, slots=True)
class Linked:
    """An organisation of a person, or a person of an organisation."""

    name: str
    number: str
    role: str
    title: str
    decides: str = ""
    place: str = ""
    link_id: int | None = None


def customer_of(user: User, number: str) -> Customer:
    """The customer of that number. Raises 404 for one that is not there or may not be seen."""
    rows = access.visible_customers(user).select_related("party", "group", "unit", "grid")
    customer = (
        rows.filter(Q(number=number) | Q(party__number=number)).order_by("id").first()
        if "\0" not in number and not is_phone(number)
        else None
    )
    if customer is None:
        raise Http404
    return customer


@permission_required(Permission.SEE_CUSTOMERS)
def customer(request: SignedInRequest, number: str) -> HttpResponse:
    """The page of one customer, masked."""
    row = customer_of(request.user, number)
    context = page_of(request.user, row, form=PurposeForm(), asked=request.GET)
    return render(request, "customers/detail.html", context)


@require_POST
@permission_required(Permission.SEE_CUSTOMERS)
def unmask(request: SignedInRequest, number: str) -> HttpResponse:
    """The same page once with name and phone in clear, for a purpose that goes on the audit
    trail.
    """
    row = customer_of(request.user, number)
    form = PurposeForm(request.POST)
    clear = (
        unmask_customer(customer=row, purpose=form.cleaned_data["purpose"], actor=request.user)
        if form.is_valid()
        else None
    )
    context = page_of(request.user, row, form=form) | {"clear": clear}
    template = "customers/detail.html#identity" if request.htmx else "customers/detail.html"
    response = render(request, template, context, status=200 if clear else 422)
    response["Cache-Control"] = "no-store"
    return response


def page_of(
    user: User,
    customer: Customer,
    *,
    form: PurposeForm,
    asked: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """What the page shows; ``asked`` narrows the trajectory and says from where it goes on."""
    party = customer.party
    today = clock.today()
    wishes = standing_wishes(party)
    groups = groups_of(party, user)
    linked = organisations_of(party) if party.kind == PartyKind.PERSON else people_of(party)
    accounts = (
        Customer.objects.filter(party__counted=party.counted)
        .select_related("party", "group", "unit")
        .order_by("id")
    )
    return {
        "tabs": customer_tabs(user, "list"),
        "customer": customer,
        "row": customer_row(customer),
        "accounts": [customer_row(account) for account in accounts],
        "holdings": (
            Holding.objects.filter(customer__party__counted=party.counted)
            .select_related("product")
            .order_by("-starts_on", "product__code")
        ),
        "today": today,
        "links": linked,
        "chain_is_open": user.may(Permission.MATCH_CUSTOMERS)
        and any(link.link_id for link in linked),
        "linked_count": (
            roles_of(party).count() if party.kind == PartyKind.PERSON else people(party).count()
        ),
        "is_person": party.kind == PartyKind.PERSON,
        "kind_word": PartyKind(party.kind).label,
        "attributes": sorted(masked_attributes(customer).items()),
        "closed": [
            ContactClass(kind).label if kind else _("every way")
            for kind in wishes["do_not_contact"]
        ],
        **trajectory_of(party, asked, today=today),
        "agreed": [ContactClass(kind).label for kind in wishes["agreed"]],
        "form": form,
        "wish_form": WishForm(),
        "may_record": user.may(Permission.RECORD_TOUCHES),
        "shares_phone": shares_phone(customer),
        "matches": matches_of(user, party),
        "may_match": user.may(Permission.MATCH_CUSTOMERS),
        "groups": groups,
        "tree": tree_of(groups[0], user) if groups else [],
        "places": DecisionPlace.choices,
        "unmask_reasons": access.why_not_unmask(user, customer),
    }


def shares_phone(customer: Customer) -> bool:
    """Whether somebody else, as far as is known, has the same phone: perhaps one person twice."""
    others = Customer.objects.filter(phone=customer.phone).exclude(
        party__counted=customer.party.counted
    )
    return bool(customer.phone) and others.exists()


def matches_of(user: User, party: Party) -> list[Question]:
    """What is known of whether the party is somebody else too, the open questions first."""
    own = Party.objects.same_as(party)
    rows = visible_matches(user).filter(Q(left__in=own) | Q(right__in=own))
    return questions(list(rows.order_by("state", "-score", "pk")[:MOST_PEOPLE]))


def roles_of(party: Party) -> QuerySet[PartyLink]:
    return PartyLink.objects.filter(person__counted=party.counted)


def people(party: Party) -> QuerySet[PartyLink]:
    return PartyLink.objects.filter(organisation__counted=party.counted)


def organisations_of(party: Party) -> list[Linked]:
    links = roles_of(party).select_related("organisation").order_by("kind", "organisation__number")
    return [
        Linked(
            link.organisation.name,
            link.organisation.number,
            str(LinkKind(link.kind).label),
            link.title,
            str(link.get_decides_display()),
        )
        for link in links
    ]


def people_of(party: Party) -> list[Linked]:
    """Key contacts first, in the order in which they decide, then members."""
    links = (
        people(party)
        .select_related("person")
        .order_by("kind", IN_ORDER, "person__ordinal")[:MOST_PEOPLE]
    )
    return [
        Linked(
            mask_name(link.person.name),
            link.person.number,
            str(LinkKind(link.kind).label),
            link.title,
            str(link.get_decides_display()),
            link.decides,
            link.pk if link.kind == LinkKind.KEY_CONTACT else None,
        )
        for link in links
    ]
