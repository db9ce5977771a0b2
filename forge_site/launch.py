"""
"Before you launch": what is still sample content, and what is still missing.

Computed from the rows at every look, so that it cannot go stale; empty when the gym is
ready for the public.
"""

from dataclasses import dataclass

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from forge_site.gym.models import Gym, Sample
from forge_site.gym.models.gym import ONLY_ROW
from forge_site.outbox.alerts import alert_problem

# In the order a person would work: the gym first, the sample intros last.
ORDER = ["gym", "coach", "program", "question", "testimonial", "page", "specialday", "picture"]


@dataclass(frozen=True)
class LaunchItem:
    """One line of the list: what it is, which kind of thing, and where to mend it."""

    label: str
    kind: str
    url: str


def sample_models():
    """Return every model whose rows can be sample content, the gym's own kinds first."""
    models = [model for model in apps.get_models() if issubclass(model, Sample)]
    return sorted(
        models,
        key=lambda model: (
            ORDER.index(model._meta.model_name) if model._meta.model_name in ORDER else 99,
            model._meta.model_name,
        ),
    )


def launch_list():
    """Return what stands between this site and its first real visitor, as LaunchItems."""
    return [*_missing(), *_samples()]


def _missing():
    gym = Gym.objects.current()
    url = reverse("admin:gym_gym_change", args=[ONLY_ROW])
    if alert_problem(gym):
        yield LaunchItem("Say who hears of a new intro", "Missing", url)
    if not gym.phone:
        yield LaunchItem("Add a phone number", "Missing", url)
    if not gym.street:
        yield LaunchItem("Add the address", "Missing", url)
    if not gym.is_live:
        yield LaunchItem("Tick “We are live”, last of all", "Last step", url)


def _samples():
    for model in sample_models():
        for row in model._default_manager.filter(is_sample=True).order_by("pk"):
            yield LaunchItem(str(row), f"Sample {model._meta.verbose_name}", _change_url(row))


def _change_url(row):
    meta = row._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return reverse("admin:index")


def sample_counts():
    """Return [(plural name, rows of sample content)] of each kind that has any."""
    counts = (
        (model._meta.verbose_name_plural, model._default_manager.filter(is_sample=True).count())
        for model in sample_models()
    )
    return [(name, count) for name, count in counts if count]
