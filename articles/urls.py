"""The addresses of articles and topics."""

from django.urls import path

from articles import other_formats, views

app_name = "articles"
urlpatterns = [
    path("", views.index, name="index"),
    path("search/", views.search, name="search"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("preview/<str:key>/", views.shared_draft, name="shared_draft"),
    path("<slug:slug>/", views.article_detail, name="detail"),
    path("<slug:slug>.md", other_formats.markdown, name="markdown"),
    path(
        "<slug:slug>/share-<slug:mark>.jpg", other_formats.share_picture, name="share_picture"
    ),
]
