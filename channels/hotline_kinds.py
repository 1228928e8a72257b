"""The master data of the hotline: its days, hour by hour, and the calls that contacts bring."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from channels import commands
from channels.commands import HOTLINE
from channels.enums import DayType
from channels.models import CallRate, HotlineCalls, HotlineRoster
from channels.models.hotline import HOUR_FIELDS, HotlineDay
from organization.master_data import Kind, register
from organization.models import User
from organization.permissions import Permission
from organization.row_forms import RowForm, RowMeta

HOUR_LABELS = {name: f"{int(name[1:])}:00" for name in HOUR_FIELDS}


class DayMeta(RowMeta):
    fields = ("day_type", "valid_from", "valid_until", *HOUR_FIELDS)
    labels = {
        "day_type": _("Day"),
        "valid_from": _("Valid from"),
        "valid_until": _("Until"),
        **HOUR_LABELS,
    }
    help_texts = {
        "day_type": _("A public holiday, make-up day or bill run goes before the day of the week."),
        "valid_until": _("Empty: until further notice."),
    }


class CallsForm(RowForm):
    fixed = ("day_type", "valid_from")

    class Meta(DayMeta):
        model = HotlineCalls


class RosterForm(RowForm):
    fixed = ("day_type", "valid_from")

    class Meta(DayMeta):
        model = HotlineRoster


class RateForm(RowForm):
    fixed = ("contact_class",)

    class Meta(RowMeta):
        model = CallRate
        fields = ("contact_class", "calls_per_ten_thousand", *HOUR_FIELDS)
        labels = {
            "contact_class": _("Kind of contact"),
            "calls_per_ten_thousand": _("Calls per 10,000 contacts"),
            **HOUR_LABELS,
        }
        help_texts = {
            "calls_per_ten_thousand": _(
                "On the day of the contact. The hours below say how they fall on it, as parts of"
                " any size: 1, 2, 1 is a quarter, a half, a quarter."
            )
        }


class Days(Kind):
    """Rows are listed from Monday on."""

    def rows(self) -> Iterable[HotlineDay]:
        place = {value: number for number, value in enumerate(DayType.values)}
        return sorted(self.queryset(), key=lambda row: (place[row.day_type], row.valid_from))


def save_day(form: CallsForm | RosterForm, actor: User) -> str:
    commands.save_hotline_day(row=form.instance, actor=actor)
    return ""


def save_rate(form: RateForm, actor: User) -> str:
    commands.save_call_rate(rate=form.instance, actor=actor)
    return ""


HOTLINE_CALLS = Days(
    code="hotline-calls",
    object_type="hotline_calls",
    title=_("Hotline: normal calls"),
    one=_("Normal calls of a day"),
    text=_("Calls that come in each hour without any plan, by day of the week and special days."),
    icon="chart",
    order=102,
    model=HotlineCalls,
    form=CallsForm,
    key=("day_type", "valid_from"),
    narrow=HOUR_FIELDS,
    may_see=(Permission.SEE_PLANS,),
    may_write=HOTLINE,
    save=save_day,
    remove=lambda row, actor: commands.remove_hotline_day(row=row, actor=actor),
    unread=_("Checks cannot tell whether the hotline can carry a plan: no normal calls entered."),
)
HOTLINE_ROSTERS = Days(
    code="hotline-rosters",
    object_type="hotline_roster",
    title=_("Hotline: roster"),
    one=_("Roster of a day"),
    text=_("Agents rostered in each hour, by day of the week, special days and validity."),
    icon="people",
    order=104,
    model=HotlineRoster,
    form=RosterForm,
    key=("day_type", "valid_from"),
    narrow=HOUR_FIELDS,
    may_see=(Permission.SEE_PLANS,),
    may_write=HOTLINE,
    save=save_day,
    remove=lambda row, actor: commands.remove_hotline_day(row=row, actor=actor),
    unread=_("Checks cannot tell whether the hotline can carry a plan: no roster is entered."),
)
CALL_RATES = Kind(
    code="call-rates",
    object_type="call_rate",
    title=_("Hotline: calls by contact"),
    one=pgettext_lazy("hotline", "Calls by contact"),
    text=_("How many of those who are contacted call the hotline that day, and in which hours."),
    icon="chat",
    order=106,
    model=CallRate,
    form=RateForm,
    key=("contact_class",),
    narrow=HOUR_FIELDS,
    may_see=(Permission.SEE_PLANS,),
    may_write=HOTLINE,
    save=save_rate,
    remove=lambda row, actor: commands.remove_call_rate(rate=row, actor=actor),
    unread=_("Checks cannot tell whether the hotline can carry a plan: no call rate is entered."),
)

register(HOTLINE_CALLS, HOTLINE_ROSTERS, CALL_RATES)
