from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common import clock
from common.meanwhile import in_turn
from common.shown_once import show_once
from organization import commands
from organization.access import permission_required
from organization.enums import Role
from organization.forms import NameForm, PersonForm, RoleForm
from organization.http import SignedInRequest
from organization.models import Membership, User
from organization.permissions import Permission

PAGE = 50


@permission_required(Permission.MANAGE_SETUP)
def people(request: SignedInRequest) -> HttpResponse:
    """Everybody who signs in, with roles; entering a new person."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        user, password = commands.add_user(**values, actor=request.user)
        messages.success(request, _("%(name)s was added.") % {"name": user})
        return told_once(request, user, _("First password of %(name)s.") % {"name": user}, password)
    query = request.GET.get("q", "")[:80].replace("\0", "")
    rows = User.objects.prefetch_related("memberships__unit").order_by("-is_active", "username")
    if query:
        rows = rows.filter(Q(username__icontains=query) | Q(display_name__icontains=query))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "q": query}
    return render(request, "organization/people.html", context, status=422 if form.errors else 200)


@permission_required(Permission.MANAGE_SETUP)
@in_turn
def person(request: SignedInRequest, username: str) -> HttpResponse:
    """One person: name, roles, account; granting another role."""
    user = get_object_or_404(User, username=username)
    is_naming = "display_name" in request.POST
    naming = NameForm(request.POST if is_naming else None, instance=user)
    form = RoleForm(None if is_naming else request.POST or None)
    if is_naming and naming.is_valid():
        commands.describe_user(user=user, actor=request.user, **naming.cleaned_data)
        messages.success(request, _("%(name)s was saved.") % {"name": user})
        return redirect("organization:person", username)
    if request.method == "POST" and not is_naming and form.is_valid():
        commands.grant_role(
            user=user,
            actor=request.user,
            **{**form.cleaned_data, "role": Role(form.cleaned_data["role"])},
        )
        messages.success(request, _("The role was given. It counts from the next page on."))
        return redirect("organization:person", username)
    context = {
        "person": user,
        "form": form,
        "naming": naming,
        "memberships": user.memberships.select_related("unit").order_by("id"),
        "today": clock.today(),
    }
    status = 422 if form.errors or naming.errors else 200
    return render(request, "organization/person.html", context, status=status)


@require_POST
@permission_required(Permission.MANAGE_SETUP)
def end_role(request: SignedInRequest, username: str, membership_id: int) -> HttpResponse:
    membership = get_object_or_404(
        Membership.objects.select_related("user", "unit"), pk=membership_id, user__username=username
    )
    commands.end_role(membership=membership, actor=request.user)
    messages.success(request, _("The role was taken away."))
    return redirect("organization:person", username)


@require_POST
@permission_required(Permission.MANAGE_SETUP)
def account(request: SignedInRequest, username: str, action: str) -> HttpResponse:
    """Let in, keep out, or give a new first password."""
    user = get_object_or_404(User, username=username)
    if action == "password":
        password = commands.reset_password(user=user, actor=request.user)
        return told_once(request, user, _("New password of %(name)s.") % {"name": user}, password)
    commands.set_active(user=user, is_active=action == "activate", actor=request.user)
    messages.success(request, _("The account was changed."))
    return redirect("organization:person", username)


def told_once(request: SignedInRequest, user: User, title: str, password: str) -> HttpResponse:
    """On to the person's page, where the password stands until it is put away."""
    page = reverse("organization:person", args=[user.username])
    show_once(request, page=page, title=title, text=password)
    return redirect(page)
