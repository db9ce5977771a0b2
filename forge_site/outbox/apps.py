from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "forge_site.outbox"
    label = "outbox"
    verbose_name = "Sent e-mail"
