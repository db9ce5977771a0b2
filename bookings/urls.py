"""The addresses of booking a free intro, and of one's own intro by signed link."""

from django.urls import path

from bookings import feeds, self_service, views

app_name = "bookings"
urlpatterns = [
    path("", views.book, name="book"),
    path("done/<slug:reference>/", self_service.thanks, name="thanks"),
    path("calendar/<slug:token>.ics", feeds.coach, name="feed"),
    path("b/<str:token>/", self_service.manage, name="manage"),
    path("b/<str:token>/intro.ics", self_service.calendar, name="calendar"),
]
