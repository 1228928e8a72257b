"""The results of plans as master data: page, sheet and API."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns import commands
from campaigns.commands.results import KEEPERS
from campaigns.models import PlanResult
from common import clock
from organization.master_data import Kind, register
from organization.models import User
from organization.permissions import Permission
from organization.row_forms import RowForm, RowMeta


class ResultForm(RowForm):
    fixed = ("campaign",)

    class Meta(RowMeta):
        model = PlanResult
        fields = (
            "campaign",
            "category",
            "product_family",
            "channel",
            "ended_on",
            "reached",
            "complaints",
            "lesson",
        )
        labels = {
            "campaign": _("Code of the plan"),
            "category": _("Category"),
            "product_family": _("Product family"),
            "channel": _("Channel"),
            "ended_on": _("Last day"),
            "reached": _("Persons reached"),
            "complaints": _("Complaints"),
            "lesson": _("What was learned"),
        }
        help_texts = {"campaign": _("Here or in the billing system.")}

    def clean_ended_on(self) -> dt.date:
        """Only of a plan that is over anybody knows what came of it."""
        day: dt.date = self.cleaned_data["ended_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day is still to come."), code="future")
        return day


def save_result(form: ResultForm, actor: User) -> str:
    commands.save_result(result=form.instance, actor=actor)
    return ""


def remove_result(result: PlanResult, actor: User) -> None:
    commands.remove_result(result=result, actor=actor)


RESULTS = Kind(
    code="plan-results",
    object_type="plan_result",
    title=_("Results of plans"),
    one=_("Result of a plan"),
    text=_("Persons reached and complaints of past plans, and what was learned from them."),
    icon="check-circle",
    order=138,
    model=PlanResult,
    form=ResultForm,
    key=("campaign",),
    may_see=(Permission.SEE_PLANS,),
    may_write=KEEPERS,
    save=save_result,
    remove=remove_result,
    unread=_("Checks know nothing of complaints while no result of a plan is entered."),
)

register(RESULTS)
