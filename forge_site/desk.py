"""The admin site, called the desk, and its front page: what needs attention first."""

from django.contrib import admin


class Desk(admin.AdminSite):
    site_header = "Forge Fitness"
    site_title = "Forge Fitness"
    index_title = "Today"
    enable_nav_sidebar = True
