"""What the gym teaches. Models by subject, one file each."""

from articles.models.articles import Article, ArticleQuerySet
from articles.models.references import Reference
from articles.models.searches import MissedSearch
from articles.models.topics import Topic, TopicQuerySet
from articles.models.versions import ArticleDraft, ArticleVersion

__all__ = [
    "Article",
    "ArticleDraft",
    "ArticleQuerySet",
    "ArticleVersion",
    "MissedSearch",
    "Reference",
    "Topic",
    "TopicQuerySet",
]
