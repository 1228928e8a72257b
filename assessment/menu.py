"""The tab of this floor on a campaign's page."""

from django.utils.translation import gettext_lazy as _

from assessment.access import may_read
from assessment.queries import tab_count
from campaigns.tabs import Tab, register

register(
    Tab(
        code="assessment",
        label=_("Pre-assessment"),
        url_name="assessment:tab",
        order=25,
        visible=may_read,
        count=tab_count,
    )
)
