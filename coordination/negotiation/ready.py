"""What this room adds to the floors below: where findings are talked over, what the clock does."""

from django.utils.translation import pgettext_lazy

from campaigns.registries import register_daily
from coordination.negotiation import clock, menu, notices, policies  # noqa: F401
from coordination.negotiation.commands import taken
from coordination.negotiation.proposals import PROPOSAL
from coordination.negotiation.queries import newest_proposals, proposals_column
from coordination.negotiation.workflow import NEGOTIATION
from findings.registries import Talks, register_talks

NEGOTIATION.register(
    {
        "open_negotiation": pgettext_lazy("audit", "Negotiation opened"),
        "state_position": pgettext_lazy("audit", "Position stated"),
    }
)
PROPOSAL.register({"propose": pgettext_lazy("audit", "Way out proposed")})
register_talks(
    Talks(
        column=proposals_column,
        read=newest_proposals,
        applied=taken,
        page="coordination:negotiation",
        propose="coordination:propose",
    )
)
register_daily(clock.turn)
