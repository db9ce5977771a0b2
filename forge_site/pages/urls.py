"""The site's own pages. The plain pages come last: their address is any single word."""

from django.urls import path

from forge_site.pages import contact, health, machines, plain, timetable, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("how-the-free-intro-works/", views.intro, name="intro"),
    path("programs/", views.programs, name="programs"),
    path("programs/<slug:slug>/", views.program, name="program"),
    path("coaches/", views.coaches, name="coaches"),
    path("coaches/<slug:slug>/", views.coach, name="coach"),
    path("questions/", views.questions, name="questions"),
    path("contact/", contact.contact, name="contact"),
    path("timetable/", timetable.timetable, name="timetable"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemaps, name="sitemaps"),
    path("sitemap-<slug:section>.xml", machines.sitemap, name="sitemap"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("llms.txt", machines.llms, name="llms"),
    path("healthz", health.healthz, name="health"),
    path("<slug:slug>/", plain.page, name="page"),
]
