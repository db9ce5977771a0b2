"""The site's own pages. The plain pages come last: their address is any single word."""

app_name = "site"
urlpatterns = []
