"""The addresses of articles and topics."""

app_name = "articles"
urlpatterns = []
