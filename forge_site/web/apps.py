from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "forge_site.web"
    label = "web"
