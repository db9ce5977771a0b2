"""Where a monitor looks: whether the database answers and e-mail leaves the house."""

from django.db import Error as AnyDatabaseError
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forge_site.outbox.health import health


@never_cache
@require_safe
def healthz(request):
    """
    Answer with counts, ages and sentences, never a name: 200 if all is well, else 503.

    For a person's pager, not for a load balancer: pages work while e-mail does not.
    """
    try:
        found = health()
    except AnyDatabaseError:
        found = {"ok": False, "problems": ["The database does not answer."]}
    return JsonResponse(found, status=200 if found["ok"] else 503)
