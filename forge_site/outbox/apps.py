from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "forge_site.outbox"
    label = "outbox"
    verbose_name = "Sent e-mail"

    def ready(self):
        from forge_site.outbox import checks  # noqa: F401  registers the system check
