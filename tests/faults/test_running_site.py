"""The site as quickstart serves it, in real processes: a page, a beat, a health report."""

import httpx

from forge_site.outbox.models import OutboxEmail
from tests.faults.site import until


def get(site, path, **headers):
    return httpx.get(f"{site.url}{path}", headers=headers, timeout=60)


class TestTheRunningSite:
    def test_it_answers_and_sends(self, running_site):
        rows = OutboxEmail.objects.using(running_site.folder.alias)
        assert get(running_site, "/").status_code == 200
        until(lambda: get(running_site, "/healthz").status_code == 200)

        rows.create(kind="alert", to=["gym@forge-fitness.net"], subject="New intro", text="x")
        until(lambda: rows.filter(state="sent").exists(), what="the alert sent")
        assert len(list((running_site.folder.path / "mail").glob("*-new-intro-*.eml"))) == 1

    def test_no_visitor_says_where_its_links_lead(self, running_site):
        """Gunicorn's own default: a proxy on this machine may, with all it hands on."""
        honest = get(running_site, "/coaches/")
        for headers in ({"SCRIPT_NAME": "/coaches"}, {"SCRIPT_NAME": "/x"}, {"PATH_INFO": "/"}):
            answer = get(running_site, "/coaches/", **headers)
            assert (answer.status_code, answer.text) == (200, honest.text)
