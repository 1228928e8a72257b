from django.urls import path

from comms.views import campaign, draft, draft_steps, drafts, plans, themes, writing

app_name = "comms"
urlpatterns = [
    path("comms/", drafts.drafts, name="drafts"),
    path("comms/themes/", themes.themes, name="themes"),
    path("comms/themes/new/", themes.theme, name="theme-new"),
    path("comms/themes/<str:code>/", themes.theme, name="theme"),
    path("comms/plans/", plans.plans, name="plans"),
    path("comms/plans/new/", plans.edit, name="plan-new"),
    path("comms/plans/<str:code>/", plans.plan, name="plan"),
    path("comms/plans/<str:code>/edit/", plans.edit, name="plan-edit"),
    path("comms/plans/<str:plan>/drafts/new/", writing.new, name="draft-new"),
    path("comms/released/", drafts.released, name="released"),
    path("comms/drafts/<str:code>/", draft.draft, name="draft"),
    path("comms/drafts/<str:code>/edit/", writing.edit, name="draft-edit"),
    path("comms/drafts/<str:code>/difference/", draft.difference, name="difference"),
    path("comms/drafts/<str:code>/do/<slug:transition>/", draft_steps.act, name="act"),
    path("comms/drafts/<str:code>/sign/<str:campaign>/", draft_steps.sign, name="sign"),
    path("comms/drafts/<str:code>/remark/", draft_steps.remark, name="remark"),
    path("campaigns/<str:code>/comms/", campaign.tab, name="campaign-tab"),
]
