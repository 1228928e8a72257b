from django.urls import path, register_converter

from campaigns.api.urls import ONE
from common.api.steps import step_name
from coordination.negotiation.api import negotiations, proposals
from coordination.negotiation.proposals import PROPOSAL
from coordination.negotiation.workflow import NEGOTIATION

register_converter(step_name(NEGOTIATION), "negotiation_step")
register_converter(step_name(PROPOSAL), "proposal_step")
FINDING = f"{ONE}/findings/<uuid:finding_id>"

urlpatterns = [
    path(f"{FINDING}/propose/", proposals.Propose.as_view()),
    path(f"{FINDING}/decline/", proposals.Decline.as_view()),
    path(f"{FINDING}/negotiation/", negotiations.OfFinding.as_view()),
    path("negotiations/", negotiations.Negotiations.as_view()),
    path("negotiations/<str:code>/", negotiations.NegotiationDetail.as_view()),
    path("negotiations/<str:code>/positions/<str:plan>/", negotiations.StatePosition.as_view()),
    path(
        "negotiations/<str:code>/<negotiation_step:name>/", negotiations.NegotiationStep.as_view()
    ),
    path("proposals/", proposals.Proposals.as_view()),
    path("proposals/<str:code>/", proposals.ProposalDetail.as_view()),
    path("proposals/<str:code>/<proposal_step:name>/", proposals.ProposalStep.as_view()),
]
