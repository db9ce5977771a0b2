"""The words of a page as staff have them, with what the rules for intros say filled in."""

from bookings.availability import times_of
from forge_site.gym.context import gym_of
from forge_site.gym.text_parts import words_of


def words_on(request, parts):
    """
    Return what a template of `parts` (see gym.texts) is handed: {part: {text: words}}.

    The words of staff are those stored, or in a preview those typed: `request.own_texts`.
    """
    policy = times_of(request).policy
    return words_of(
        parts,
        getattr(request, "own_texts", gym_of(request).own_texts) or {},
        minutes=policy.length_minutes,
        ways=policy.ways_in_words,
        in_person=policy.in_person,
    )
