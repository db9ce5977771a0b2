"""
The system check that somebody hears of new intros.

Tagged `database`: it runs with `migrate` and `check --database default`, never with a
plain `check`, which has to work before there is a database.
"""

from django.core.checks import Tags, Warning, register
from django.db import Error, connections

from forge_site.gym.models import Gym
from forge_site.outbox.alerts import alert_problem


@register(Tags.database)
def somebody_hears_of_new_intros(app_configs, databases=None, **kwargs):
    """Return forge.W001 if no alert could reach anybody; nothing before the first migrate."""
    if "default" not in (databases or []):
        return []
    try:
        # Its tables may be missing, or have the columns of an older version.
        if Gym._meta.db_table not in connections["default"].introspection.table_names():
            return []
        problem = alert_problem()
    except Error:
        return []
    if not problem:
        return []
    return [
        Warning(
            problem,
            hint="Write one under Alert addresses on the gym's page at the desk, or set "
            "ALERT_EMAILS. Until then leads are kept, but nobody is told.",
            id="forge.W001",
        )
    ]
