from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitKind(models.TextChoices):
    COMPANY = "company", _("company")
    DEPARTMENT = "department", _("department")
    SECTION = "section", pgettext_lazy("unit", "section")
    BRANCH = "branch", _("branch")
    CENTRE = "centre", _("service centre")
    SUB_BRANCH = "sub_branch", _("sub-branch")


class Role(models.TextChoices):
    PLANNER = "planner", _("planner")
    PRODUCT_MANAGER = "product_manager", _("product manager")
    HEAD = "head", _("head")
    LEADERSHIP = "leadership", _("leadership")
    CHANNEL_MANAGER = "channel_manager", _("channel manager")
    COMMS_EDITOR = "comms_editor", _("comms editor")
    COMMS_REVIEWER = "comms_reviewer", _("comms reviewer")
    SERVICE_MANAGER = "service_manager", _("service manager")
    RESOURCE_KEEPER = "resource_keeper", _("resource keeper")
    SUPPORT = "support", _("support")
    FRONT_OFFICE = "front_office", _("front office")
    ACCOUNT_MANAGER = "account_manager", _("account manager")
    BRANCH_VIEWER = "branch_viewer", _("branch viewer")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


class Scope(models.TextChoices):
    """What a token may be used for; ``all`` stands for every scope that its user's roles carry."""

    READ = "read", _("read")
    PLANS = "plans", _("plans")
    APPROVE = "approve", _("approve")
    EXECUTION = "execution", _("execution lists")
    CUSTOMERS = "customers", _("customers")
    TOUCHES = "touches", _("touches")
    RESULTS = "results", _("results")
    ADMIN = "admin", _("administration")


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", _("public holiday")
    MAKE_UP = "make_up", _("make-up working day")


class ClosedKind(models.TextChoices):
    """Days on which a launch or a push fails at the counter."""

    FREEZE = "freeze", _("system freeze")
    BILL_RUN = "bill_run", _("bill run")
    BLACKOUT = "blackout", _("blackout day")
    SHORT_STAFFED = "short_staffed", _("short-staffed holiday")


class Every(models.TextChoices):
    """Which days of a span are closed."""

    DAY = "day", _("every day")
    MONTH = "month", _("this day of each month")
    MONTH_END = "month_end", _("the last day of each month")
