"""
On PostgreSQL the database itself refuses two intros that overlap in one diary.

Not in Meta: an ExclusionConstraint there breaks `migrate` on SQLite, where the IMMEDIATE
transaction serialises writers instead. '[)' lets one begin at the instant another ends.
"""

from django.db import migrations

NAME = "intro_times_do_not_overlap"
ADD = f"""
ALTER TABLE bookings_intro ADD CONSTRAINT {NAME}
EXCLUDE USING gist (diary_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&)
WHERE (status IN ('booked', 'attended', 'no_show', 'joined', 'not_now'))
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        schema_editor.execute(ADD)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE bookings_intro DROP CONSTRAINT {NAME}")


class Migration(migrations.Migration):
    dependencies = [("bookings", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
