from django.apps import AppConfig


class GymConfig(AppConfig):
    name = "forge_site.gym"
    label = "gym"
    verbose_name = "The gym"
