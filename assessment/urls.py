from django.urls import path

from assessment.views import answering, files, lists, tab

app_name = "assessment"
ONE = "campaigns/<campaign_code:code>/assessment"

urlpatterns = [
    path(f"{ONE}/", tab.tab, name="tab"),
    path(f"{ONE}/renew/", tab.renew, name="renew"),
    path(f"{ONE}/files/<uuid:key>/", files.download, name="file"),
    path(f"{ONE}/files/<uuid:key>/remove/", files.remove, name="file-remove"),
    path(f"{ONE}/lines/<slug:item>/", answering.answer, name="answer"),
    path("setup/checklists/", lists.lists, name="lists"),
]
