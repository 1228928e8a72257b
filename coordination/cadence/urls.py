"""The pages of planning cycles, joined to those of the floor."""

from django.urls import URLPattern, URLResolver, path

from coordination.cadence.views import cycle, review

urlpatterns: list[URLPattern | URLResolver] = [
    path("cycles/<slug:code>/", cycle.cycle, name="cycle"),
    path("cycles/<slug:code>/begin/", cycle.begin, name="cycle-begin"),
    path("cycles/<slug:code>/late/", cycle.late, name="cycle-late"),
    path("cycles/<slug:code>/rows/<slug:name>/", cycle.rows, name="cycle-rows"),
    path("cycles/<slug:code>/review/", review.review, name="cycle-review"),
    path(
        "cycles/<slug:code>/review/<slug:initiative>/", review.say, name="cycle-review-initiative"
    ),
    path("cycle-steps/<slug:code>/do/<slug:transition>/", cycle.act, name="cycle-act"),
]
