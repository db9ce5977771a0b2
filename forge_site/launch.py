"""
"Before you launch": what is still sample content, and what is still missing.

Computed from the rows at every look, so that it cannot go stale; empty when the gym is
ready for the public.
"""

from dataclasses import dataclass

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from forge_site.gym.models import Sample
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
    is_sample: bool = False


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


def launch_list(gym):
    """Return what stands between `gym`'s site and its first real visitor, as LaunchItems."""
    return [*_missing(gym), *_samples(), *_last(gym)]


def gym_field_url(name):
    """Return the address of field `name` on the gym's long page at the desk."""
    return f"{reverse('admin:gym_gym_change', args=[ONLY_ROW])}#id_{name}"


def _missing(gym):
    if alert_problem(gym):
        url = gym_field_url("alert_addresses")
        yield LaunchItem("Say who hears of a new intro", "Missing", url)
    if not gym.phone:
        yield LaunchItem("Add a phone number", "Missing", gym_field_url("phone"))
    if not gym.street:
        yield LaunchItem("Add the address", "Missing", gym_field_url("street"))


def _last(gym):
    if not gym.is_live:
        yield LaunchItem("Tick “We are live”", "Last step", gym_field_url("is_live"))


def _samples():
    for model in sample_models():
        for row in model._default_manager.filter(is_sample=True).order_by("pk"):
            yield LaunchItem(str(row), f"Sample {_kind(model)}", _change_url(row), True)


def _kind(model, count=1):
    """Return what a coach calls `count` rows of `model`: "coach", "coaches", "gym"."""
    meta = model._meta
    return (meta.verbose_name if count == 1 else meta.verbose_name_plural).removeprefix("the ")


def _change_url(row):
    meta = row._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return reverse("admin:index")


def sample_counts():
    """Return [(name of the kind, rows of sample content)] of each kind that has any."""
    counts = (
        (model, model._default_manager.filter(is_sample=True).count())
        for model in sample_models()
    )
    return [(_kind(model, count), count) for model, count in counts if count]
