"""The roof as a Django app (commands and checks), and our own admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class RoofConfig(AppConfig):
    name = "forge_site"
    label = "roof"

    def ready(self):
        from forge_site import checks  # noqa: F401  registers the system checks


class DeskConfig(AdminConfig):
    default_site = "forge_site.desk.Desk"
