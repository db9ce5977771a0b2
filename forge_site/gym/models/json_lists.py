"""Rows of another table as one JSON list, for queries that every page makes."""

from django.db import models
from django.db.models import Func


class JSONList(Func):
    """
    All rows' values of one JSON expression as a list, [] without rows.

    Not an Aggregate, so that Django adds no GROUP BY: the whole query is one group.
    """

    template = "COALESCE(JSONB_AGG(%(expressions)s), '[]')"
    output_field = models.JSONField()

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(
            compiler, connection, template="JSON_GROUP_ARRAY(%(expressions)s)", **extra
        )
