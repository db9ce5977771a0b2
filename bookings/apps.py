from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "bookings"
    verbose_name = "Intros"

    def ready(self):
        from bookings import digests, retention, services
        from forge_site.gym import changes
        from forge_site.outbox import chores

        chores.every_minute(digests.write_due)
        chores.every_minute(retention.forget_old)
        chores.every_minute(retention.forget_networks)
        changes.register(services.remind_anew)
