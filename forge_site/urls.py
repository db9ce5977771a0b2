"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from forge_site.web.media import picture_file

handler404 = "forge_site.pages.errors.not_found"
handler500 = "forge_site.pages.errors.server_error"

urlpatterns = [
    path("articles/", include("articles.urls")),
    path("free-intro/", include("bookings.urls")),
    path("media/<path:name>", picture_file, name="media"),
    path(f"{settings.ADMIN_PATH}/", include("forge_site.staff")),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path("", include("forge_site.pages.urls")),
]
