"""What an approval decides about, in a few words: window, people, money, grade, what is open."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.access import may_see_budget
from campaigns.models import Campaign, PlanVersion
from campaigns.review_status import review_status_of
from common.display import date_range, money, number
from organization.models import User


def facts_of(campaign: Campaign, version: PlanVersion, user: User) -> list[str]:
    """The facts of one plan to be approved; its review status is loaded, its audience selected."""
    check = review_status_of(campaign).check
    found = [date_range(version.starts_on, version.ends_on)]
    if version.audience_set is not None:
        persons = version.audience_set.persons
        words = ngettext("%(n)s person", "%(n)s persons", persons)
        found.append(words % {"n": number(persons)})
    if version.budget is not None and may_see_budget(user, campaign):
        found.append(_("budget %(amount)s") % {"amount": money(version.budget)})
    if check.grade:
        found.append(_("risk grade %(grade)s") % {"grade": check.grade})
    if check.open_warnings:
        words = ngettext("%(n)s warning open", "%(n)s warnings open", check.open_warnings)
        found.append(words % {"n": check.open_warnings})
    else:
        found.append(_("no warning open"))
    if check.unanswered:
        words = ngettext(
            "%(n)s question of the pre-assessment unanswered",
            "%(n)s questions of the pre-assessment unanswered",
            check.unanswered,
        )
        found.append(words % {"n": check.unanswered})
    return found
