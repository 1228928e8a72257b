from django.urls import path

from channels.api import views

urlpatterns = [
    path("products/", views.ProductList.as_view(), name="api-products"),
    path("products/<str:code>/", views.ProductDetail.as_view(), name="api-product"),
    path("channels/", views.ChannelList.as_view(), name="api-channels"),
    path("channels/<str:code>/", views.ChannelDetail.as_view(), name="api-channel"),
    path("loading-rules/", views.LoadingRuleList.as_view(), name="api-loading-rules"),
    path("loading-rules/matrix/", views.LoadingMatrix.as_view(), name="api-loading-matrix"),
]
