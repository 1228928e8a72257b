"""How far back lessons are looked for, and how many of them a plan has to answer."""

from django.utils.translation import gettext_lazy as _

from organization.enums import Role
from organization.limits import Limits
from organization.policies import Declared, declare

LESSON_MONTHS = "assessment.lesson_months"
LESSONS_MOST = "assessment.lessons_most"

declare(
    Declared(
        LESSON_MONTHS,
        24,
        _("Months for which the lessons of similar past plans have to be answered"),
        _("months"),
        Role.SERVICE_MANAGER,
        Limits(most=120),
    ),
    Declared(
        LESSONS_MOST,
        5,
        _("Most lessons that one plan has to answer"),
        _("lessons"),
        Role.SERVICE_MANAGER,
        Limits(most=20),
    ),
)
