"""Work notices: to be read and confirmed, and drafts to be issued."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.errors import refuse
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer
from frontline.enums import WorkNoticeState
from frontline.models import Reader, WorkNotice
from frontline.work_notices.access import READING, to_issue
from frontline.work_notices.commands import confirm_read
from frontline.work_notices.queries import listed
from organization.models import User

MOST = 40
READ = Answer(
    name="read", label=gettext_lazy("I have read it"), icon="check", is_best=True, is_bulk=True
)


class WorkNotices:
    """A row for each notice that the person has not confirmed, and for each draft of their units
    that they issue.
    """

    code = "work_notice"

    model = WorkNotice
    joined = ("campaign", "unit", "written_by")

    def concerns(self, user: User) -> bool:
        return any(user.may(one) for one in READING)

    def rows(self, user: User) -> QuerySet[WorkNotice]:
        unread = Reader.objects.filter(notice=OuterRef("pk"), user=user, read_at=None)
        in_force = Q(state=WorkNoticeState.IN_FORCE)
        rows = WorkNotice.objects.filter(Exists(unread) & in_force | to_issue(user))
        return rows.order_by("read_by", "pk")[:MOST]

    def items_of(self, rows: Sequence[WorkNotice], user: User) -> list[Item]:
        return [self._item(one) for one in rows]

    def _item(self, one: WorkNotice) -> Item:
        is_draft = one.state == WorkNoticeState.DRAFT
        return Item(
            key=f"{self.code}:{one.code}",
            side=Side.OWE,
            kind=gettext_lazy("Work notice"),
            icon="megaphone",
            title=(_("Issue “%(title)s”") if is_draft else _("Read and say: “%(title)s”"))
            % {"title": one.title},
            url=reverse("frontline:work-notice", args=[one.code]),
            campaign=one.unit.label,
            campaign_code=one.campaign.code if one.campaign else "",
            person=str(one.written_by) if is_draft else "",
            facts=(one.words,),
            due=None if is_draft else one.read_by,
            weight=3 if is_draft else 2,
            answers=() if is_draft else (READ,),
            go=gettext_lazy("Look at it") if is_draft else gettext_lazy("Read it"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        if name != READ.name:
            no_such_answer()
        notice = listed(actor).filter(code=rest).first()
        if notice is None:
            refuse("not-found", gettext_lazy("There is no such work notice."), status=404)
        confirm_read(notice_id=notice.pk, actor=actor)
        return _("Confirmed: “%(title)s”.") % {"title": notice.title}


SOURCE = WorkNotices()
