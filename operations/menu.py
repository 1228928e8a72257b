"""Where this floor's page is found."""

from django.utils.translation import gettext_lazy as _

from operations.access import may_operate
from organization.setup_places import SetupPlace, register

register(
    SetupPlace(
        url_name="operations:state",
        icon="bolt",
        title=_("Operations"),
        text=_("What runs, what waits, what failed and why, and how much room is left."),
        visible=may_operate,
    )
)
