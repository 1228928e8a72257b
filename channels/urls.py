from django.urls import path

from channels.views import channels, matrix, products, results

app_name = "channels"
urlpatterns = [
    path("channels/", channels.channels, name="list"),
    path("channels/new/", channels.channel, name="new"),
    path("channels/matrix/", matrix.matrix, name="matrix"),
    path("channels/matrix/<slug:product>/<slug:group>/<slug:channel>/", matrix.cell, name="cell"),
    path("channels/products/", products.products, name="products"),
    path("channels/products/new/", products.product, name="product-new"),
    path("channels/products/<slug:code>/", products.product, name="product"),
    path("channels/results/", results.results, name="results"),
    path("channels/results/new/", results.new_result, name="result-new"),
    path("channels/results/file/", results.result_file, name="result-file"),
    path("channels/results/template/", results.template, name="result-template"),
    path("channels/results/<uuid:uuid>/", results.result, name="result"),
    path("channels/<slug:code>/", channels.channel, name="channel"),
]
