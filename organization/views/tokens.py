from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common import clock
from organization.forms import TokenForm
from organization.http import SignedInRequest
from organization.models import ApiToken
from organization.tokens import issue_token, revoke_token


def tokens(request: SignedInRequest) -> HttpResponse:
    """One's own API tokens; a new one's key is shown once, in the answer to its form."""
    form = TokenForm(request.POST or None, user=request.user)
    key = ""
    if request.method == "POST" and form.is_valid():
        _token, key = issue_token(user=request.user, actor=request.user, **form.cleaned_data)
        form = TokenForm(user=request.user)
    rows = ApiToken.objects.filter(user=request.user).select_related("unit")
    context = {"form": form, "key": key, "tokens": rows, "now": clock.now()}
    return render(request, "organization/tokens.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: SignedInRequest, token_id: int) -> HttpResponse:
    token = get_object_or_404(ApiToken, pk=token_id, user=request.user)
    revoke_token(token=token, actor=request.user)
    messages.success(
        request,
        _("The token “%(name)s” is revoked; programs that use it are refused from now on.")
        % {"name": token.name},
    )
    return redirect("organization:tokens")
