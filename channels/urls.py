from django.urls import path

from channels.views import channels, matrix, products

app_name = "channels"
urlpatterns = [
    path("channels/", channels.channels, name="list"),
    path("channels/new/", channels.channel, name="new"),
    path("channels/matrix/", matrix.matrix, name="matrix"),
    path("channels/matrix/<slug:product>/<slug:group>/<slug:channel>/", matrix.cell, name="cell"),
    path("channels/products/", products.products, name="products"),
    path("channels/products/new/", products.product, name="product-new"),
    path("channels/products/<slug:code>/", products.product, name="product"),
    path("channels/<slug:code>/", channels.channel, name="channel"),
]
