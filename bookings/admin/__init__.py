"""The desk's pages for intros, the coaches' hours and the rules of booking."""

from bookings.admin import diaries, intros, policy

__all__ = ["diaries", "intros", "policy"]
