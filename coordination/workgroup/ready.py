"""The tab of the workgroup, and its words in the audit trail."""

from django.utils.translation import pgettext_lazy

from campaigns.tabs import Tab, register
from common.audit_labels import extend
from coordination.workgroup.members import has_workgroup

register(
    Tab(
        code="workgroup",
        label=pgettext_lazy("tab", "Workgroup"),
        url_name="coordination:workgroup",
        order=26,
        is_fragment=False,
        visible=has_workgroup,
    )
)
extend(
    "campaign",
    {
        "workgroup_say": pgettext_lazy("audit", "Said in the workgroup"),
        "workgroup_mark": pgettext_lazy("audit", "Workgroup judged"),
    },
)
