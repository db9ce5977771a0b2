"""The WSGI application that gunicorn serves."""

from django.core.wsgi import get_wsgi_application

from forge_site import first_run

first_run.name_settings()
application = get_wsgi_application()
