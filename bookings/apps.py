from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "bookings"
    verbose_name = "Intros"

    def ready(self):
        from bookings import digests
        from forge_site.outbox import chores

        chores.every_minute(digests.write_due)
