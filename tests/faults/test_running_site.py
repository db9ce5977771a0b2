"""The site as quickstart serves it, in real processes: a page, a beat, a health report."""

import httpx

from forge_site.outbox.models import OutboxEmail
from tests.faults.site import until


def get(site, path):
    return httpx.get(f"{site.url}{path}", timeout=60)


class TestTheRunningSite:
    def test_it_answers_and_sends(self, running_site):
        rows = OutboxEmail.objects.using(running_site.folder.alias)
        assert get(running_site, "/").status_code == 200
        until(lambda: get(running_site, "/healthz").status_code == 200)

        rows.create(kind="alert", to=["gym@forge-fitness.net"], subject="New intro", text="x")
        until(lambda: rows.filter(state="sent").exists(), what="the alert sent")
        assert len(list((running_site.folder.path / "mail").glob("*-new-intro-*.eml"))) == 1
