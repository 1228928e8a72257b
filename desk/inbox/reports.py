"""Reports from the front line: what I have to decide, what I am asked about mine, and what is
decided for me.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from common import display
from common.errors import refuse
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer
from desk.inbox.seen import bound, parted, require_seen
from frontline.enums import SETTLED, UNDECIDED
from frontline.enums import ReportState as R
from frontline.models import Report
from frontline.reports.access import READING, mine_to_decide
from frontline.reports.command import change_report
from frontline.reports.queries import listed
from frontline.reports.workflow import REPORT
from organization.models import User

MOST = 60
ROWS = REPORT.rows
TAKE = Answer(name="take", label=ROWS["take"].label, icon="search", is_best=True)
REPLY = Answer(
    name="reply",
    label=ROWS["reply"].label,
    icon="send",
    is_best=True,
    asks_reason=True,
    question=ROWS["reply"].question,
)
CONFIRM = Answer(
    name="confirm", label=ROWS["confirm"].label, icon="check", is_best=True, is_bulk=True
)
REOPEN = Answer(
    name="reopen", label=ROWS["reopen"].label, asks_reason=True, question=ROWS["reopen"].question
)
ANSWERS: Mapping[str, tuple[Answer, ...]] = {
    R.REPORTED: (TAKE,),
    R.TAKEN: (),
    R.ASKED: (REPLY,),
    R.DECIDED: (CONFIRM, REOPEN),
}
KNOWN = {one.name for row in ANSWERS.values() for one in row}


class Reports:
    """A row for each report that waits for the person, and for each of theirs that waits for
    somebody else.
    """

    code = "report"

    model = Report
    joined = ("campaign", "campaign__owner_unit", "unit", "owner", "reported_by")

    def concerns(self, user: User) -> bool:
        return any(user.may(one) for one in READING)

    def rows(self, user: User) -> QuerySet[Report]:
        mine = Q(reported_by=user) & ~Q(state__in=SETTLED)
        rows = Report.objects.filter(mine | mine_to_decide(user) & Q(state__in=UNDECIDED))
        return rows.order_by("answer_by", "pk")[:MOST]

    def items_of(self, rows: Sequence[Report], user: User) -> list[Item]:
        deciders = {user.pk, *(one.pk for one in user.acting_for)}
        return [self._item(one, one.owner_id in deciders) for one in rows]

    def _item(self, one: Report, decides: bool) -> Item:
        is_owed = one.state in UNDECIDED and not decides
        due = one.answer_by if one.state in UNDECIDED else None
        return Item(
            key=f"{self.code}:{one.code if is_owed else bound(one.code, one.etag)}",
            side=Side.OWED if is_owed else Side.OWE,
            kind=gettext_lazy("Report from the front line"),
            icon="flag",
            title=one.title,
            url=reverse("frontline:report", args=[one.code]),
            campaign=one.campaign.owner_unit.label if one.campaign else one.unit.label,
            campaign_code=one.campaign.code if one.campaign else "",
            person=str(one.owner) if is_owed else str(one.reported_by),
            note=one.get_state_display(),
            facts=tuple(text for text in (one.customers_say, one.answer) if text),
            due=due,
            weight=2 if due is not None else 4,
            answers=() if is_owed else ANSWERS[one.state],
            go=gettext_lazy("Look at it") if is_owed else gettext_lazy("Open the report"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        if name not in KNOWN:
            no_such_answer()
        code, seen = parted(rest)
        one = listed(actor).filter(code=code).first()
        if one is None:
            refuse("not-found", gettext_lazy("There is no such report."), status=404)
        require_seen(seen, one.etag)
        change_report(report=one, name=name, actor=actor, reason=reason, etag=one.etag)
        return display.labelled(one.title, ROWS[name].done)


SOURCE = Reports()
