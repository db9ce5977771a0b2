"""The addresses of booking a free intro, and of one's own intro by signed link."""

app_name = "bookings"
urlpatterns = []
