"""Articles in the admin: what coaches write, check and publish with."""

from articles.admin.articles import ArticleAdmin
from articles.admin.searches import MissedSearchAdmin
from articles.admin.topics import TopicAdmin

__all__ = ["ArticleAdmin", "MissedSearchAdmin", "TopicAdmin"]
