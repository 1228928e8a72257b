"""Segments: the list, a filter made of condition rows with live counts, a list of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from pyroaring import AbstractBitMap

from common.folding import has_words
from customers import access
from customers import segments as commands
from customers.bitmaps import count_organisations, count_persons
from customers.builder import ALL, Offered, Row, checked, new_row, rows_from, rows_of
from customers.condition_counts import count_rows
from customers.counting import told
from customers.enums import SegmentKind
from customers.filter_parsing import filter_fields
from customers.filters import evaluate
from customers.formatting import filter_words
from customers.forms import FilterForm, NumbersForm, SegmentForm
from customers.menu import customer_tabs
from customers.models import Segment, SegmentVersion
from customers.segment_members import members, members_of_many
from customers.segment_refresh import refresh_segment
from customers.segment_uses import uses_of
from customers.segment_versions import MOST_SHOWN, says_same
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission

PAGE = 50
LONGEST = 80


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment as the list shows it."""

    segment: Segment
    words: str
    persons: int
    organisations: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """An earlier or the present version as the page shows it."""

    version: SegmentVersion
    words: str
    is_now: bool


@permission_required(*access.SEGMENT_READERS)
def segments(request: SignedInRequest) -> HttpResponse:
    """All segments, with how many are in each today."""
    query = request.GET.get("q", "")[:LONGEST].replace("\0", "")
    found = Segment.objects.select_related("owner_unit").order_by("-is_active", "code")
    if query:
        found = found.filter(has_words(query, "name"))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    fields = {info.name: info for info in filter_fields()}
    found_in = members_of_many(page)
    context = {
        "tabs": customer_tabs(request.user, "segments"),
        "rows": [segment_row(segment, found_in[segment.pk], fields) for segment in page],
        "page": page,
        "q": query,
        "may_manage": request.user.may(Permission.MANAGE_SEGMENTS),
    }
    return render(request, "customers/segments.html", context)


def segment_row(segment: Segment, found: AbstractBitMap, fields: dict[str, Any]) -> SegmentRow:
    words = filter_words(segment.definition, fields) if segment.kind == SegmentKind.FILTER else ""
    return SegmentRow(segment, words, count_persons(found), count_organisations(found))


@permission_required(Permission.MANAGE_SEGMENTS)
def filter_segment(request: SignedInRequest) -> HttpResponse:
    """Make a segment from conditions."""
    return build(request, None)


@permission_required(*access.SEGMENT_READERS)
def segment(request: SignedInRequest, code: str) -> HttpResponse:
    """One segment: change it, or read it if it is another unit's."""
    row = get_object_or_404(Segment.objects.select_related("owner_unit", "kept"), code=code)
    if access.why_not_change_segment(request.user, row):
        fields = {info.name: info for info in filter_fields()}
        context = {
            "tabs": customer_tabs(request.user, "segments"),
            "segment": row,
            "row": segment_row(row, members(row), fields),
            **around(row, request.user),
        }
        return render(request, "customers/segment_read.html", context)
    return build(request, row) if row.kind == SegmentKind.FILTER else relist(request, row)


def build(request: SignedInRequest, segment: Segment | None) -> HttpResponse:
    """The page of a filter: rows of conditions, each with how many are left after it; ``do`` says
    which button was pressed.
    """
    offered = Offered()
    do = request.POST.get("do", "")
    typed = {name: request.POST[name] for name in FilterForm.base_fields if name in request.POST}
    form = FilterForm(
        request.POST if do == "save" else None,
        initial=initial_of(request, segment) | typed,
        user=request.user,
    )
    stored = rows_of(segment.definition, offered) if segment and segment.definition else (ALL, [])
    if request.method == "POST":
        join, rows = rows_from(request.POST, offered)
    else:
        join, rows = stored or (ALL, [])
    if do == "add" or not (rows or segment):
        rows = [*rows, new_row(rows, offered)]
    if request.htmx and do in {"add", "row", "count"}:
        return fragment(request, do, join, rows, offered)
    context: dict[str, Any] = {
        "tabs": customer_tabs(request.user, "segments"),
        "segment": segment,
        "form": form,
        "join": join,
        "rows": rows,
        "offered": offered,
        **(around(segment, request.user) if segment else {}),
    }
    if do == "save":
        keeps = segment is not None and stored is None and not rows
        definition = segment.definition if keeps and segment else checked(join, rows)
        if form.is_valid() and definition is not None:
            return save(request, segment, form, definition=definition)
        context["needs_condition"] = not rows
        return render(request, "customers/segment.html", context, status=422)
    count_into(context, join, rows)
    if segment is not None and stored is None:
        context["words"] = filter_words(segment.definition, offered.fields)
    return render(request, "customers/segment.html", context)


def around(segment: Segment, user: User) -> dict[str, Any]:
    """Which plans use a segment, and whom it meant before."""
    fields = {info.name: info for info in filter_fields()}
    versions = segment.versions.select_related("members", "kept")[:MOST_SHOWN]
    return {
        "uses": uses_of(segment, user),
        "versions": [
            VersionRow(
                version,
                filter_words(version.definition, fields) if version.definition else "",
                says_same(version, segment),
            )
            for version in versions
        ],
        "kept_persons": segment.kept.persons if segment.kept else None,
        "may_change": not access.why_not_change_segment(user, segment),
    }


@require_POST
@permission_required(Permission.MANAGE_SEGMENTS)
def refresh(request: SignedInRequest, code: str) -> HttpResponse:
    """Count a segment anew that is not counted whenever it is used."""
    row = get_object_or_404(Segment, code=code)
    segment = refresh_segment(segment_id=row.pk, actor=request.user)
    persons = told(count_persons(members(segment)))
    messages.success(request, _("Counted anew. Persons: %(persons)s.") % {"persons": persons})
    return redirect("customers:segment", row.code)


@require_POST
@permission_required(Permission.MANAGE_SEGMENTS)
def use_version(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Have the segment mean again whom an earlier version means."""
    row = get_object_or_404(Segment, code=code)
    commands.use_version(segment_id=row.pk, number=number, actor=request.user)
    messages.success(request, _("The segment means again whom it meant then."))
    return redirect("customers:segment", row.code)


def fragment(
    request: SignedInRequest, do: str, join: str, rows: list[Row], offered: Offered
) -> HttpResponse:
    """What htmx swaps: the new or changed row alone, or the counts of all."""
    context: dict[str, Any] = {"offered": offered, "join": join, "rows": rows}
    if do == "count":
        count_into(context, join, rows)
        return render(request, "customers/segment_counts.html", context)
    rows = rows or [new_row(rows, offered)]
    changed = request.POST.get("row", "")
    context["row"] = (
        rows[-1]
        if do == "add"
        else next((row for row in rows if str(row.index) == changed), rows[-1])
    )
    response = render(request, "customers/condition_row.html", context)
    response["HX-Trigger-After-Settle"] = "recount"
    return response


def count_into(context: dict[str, Any], join: str, rows: list[Row]) -> None:
    """The counts beside the rows and of the whole."""
    context["left"] = count_rows(join, rows)
    definition = checked(join, rows) if context["left"] is not None else None
    found = evaluate(definition) if definition else None
    context["organisations"] = count_organisations(found) if found is not None else None


def initial_of(request: SignedInRequest, segment: Segment | None) -> dict[str, Any]:
    if segment is None:
        return {"owner_unit": request.user.primary_unit, "is_active": True}
    return {
        name: getattr(segment, name)
        for name in ("name", "name_en", "note", "owner_unit", "is_active", "refresh")
    }


def save(
    request: SignedInRequest, segment: Segment | None, form: SegmentForm, **whom: Any
) -> HttpResponse:
    """Hand the checked form to the command."""
    values = dict(form.cleaned_data)
    owner, is_active = values.pop("owner_unit"), values.pop("is_active")
    for name in ("numbers", "file", "members"):
        values.pop(name, None)
    if segment is None:
        saved = commands.create_segment(actor=request.user, owner_unit=owner, **values, **whom)
    else:
        saved = commands.change_segment(
            segment_id=segment.pk, actor=request.user, is_active=is_active, **values, **whom
        )
    messages.success(
        request,
        _("%(segment)s was saved. Persons today: %(persons)s.")
        % {
            "segment": saved,
            "persons": told(count_persons(members(saved))),
        },
    )
    return redirect("customers:segments")


@permission_required(Permission.MANAGE_SEGMENTS)
def list_segment(request: SignedInRequest) -> HttpResponse:
    """Make a segment from a list of numbers."""
    return relist(request, None)


def relist(request: SignedInRequest, segment: Segment | None) -> HttpResponse:
    """The page of a list: typed or uploaded numbers; an existing list keeps its members if none are
    given.
    """
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = NumbersForm(
        *data, initial=initial_of(request, segment), user=request.user, is_new=segment is None
    )
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["members"]
        return save(request, segment, form, **({"listed": found} if found is not None else {}))
    context: dict[str, Any] = {
        "tabs": customer_tabs(request.user, "segments"),
        "segment": segment,
        "form": form,
    }
    if segment is not None:
        context["row"] = segment_row(segment, members(segment), {})
        context |= around(segment, request.user)
    return render(
        request, "customers/segment_list.html", context, status=422 if form.errors else 200
    )
