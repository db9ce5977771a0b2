"""The addresses of articles and topics."""

from django.urls import path
from django.views.decorators.http import conditional_page

from articles import feeds, other_formats, views

app_name = "articles"
urlpatterns = [
    path("", views.index, name="index"),
    path("search/", views.search, name="search"),
    path("feed.xml", conditional_page(feeds.ArticleFeed()), name="feed"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("topics/<slug:slug>/feed.xml", conditional_page(feeds.TopicFeed()), name="topic_feed"),
    path("by/<slug:slug>/feed.xml", conditional_page(feeds.CoachFeed()), name="coach_feed"),
    path("preview/<str:key>/", views.shared_draft, name="shared_draft"),
    path("<slug:slug>/", views.article_detail, name="detail"),
    path("<slug:slug>.md", other_formats.markdown, name="markdown"),
    path(
        "<slug:slug>/share-<slug:mark>.jpg", other_formats.share_picture, name="share_picture"
    ),
]
