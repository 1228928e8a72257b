from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from channels import commands
from channels.forms import ChannelForm
from channels.models import Channel
from common.meanwhile import in_turn
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission


@permission_required(Permission.SEE_CHANNELS, *commands.CHANNELS)
def channels(request: SignedInRequest) -> HttpResponse:
    """All channels with what they can carry."""
    rows = Channel.objects.select_related("owner_unit").order_by("-is_active", "position", "code")
    may_manage = any(request.user.may(permission) for permission in commands.CHANNELS)
    return render(
        request,
        "channels/channels.html",
        {"channels": rows, "may_manage": may_manage, "tab": "channels"},
    )


@permission_required(*commands.CHANNELS)
@in_turn
def channel(request: SignedInRequest, code: str = "") -> HttpResponse:
    """Add a channel, or change one."""
    instance = get_object_or_404(Channel, code=code) if code else Channel()
    form = ChannelForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        using = commands.unsettled(form.instance, request.user)
        if not form.needs_reason(using):
            saved = commands.save_channel(
                channel=form.instance,
                actor=request.user,
                reason=form.cleaned_data.get("reason", ""),
            )
            words = _("%(channel)s was saved. The next checks count with it.")
            messages.success(request, words % {"channel": saved})
            return redirect("channels:list")
    context = {"form": form, "channel": instance, "tab": "channels"}
    return render(request, "channels/channel.html", context, status=422 if form.errors else 200)
