"""
Who may do what at the desk: staff may do all the gym's work, owners manage logins besides.

A coach should not have to tick forty permissions to let a colleague in.
"""

from django.contrib.auth.backends import ModelBackend

ROOMS = {"articles", "bookings", "gym", "outbox"}


class StaffRights(ModelBackend):
    """Django's own accounts; active staff have every permission in the gym's rooms."""

    def has_perm(self, user_obj, perm, obj=None):
        return self.has_module_perms(user_obj, perm.partition(".")[0]) or super().has_perm(
            user_obj, perm, obj
        )

    def has_module_perms(self, user_obj, app_label):
        if user_obj.is_active and user_obj.is_staff and app_label in ROOMS:
            return True
        return super().has_module_perms(user_obj, app_label)
