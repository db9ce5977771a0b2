"""The rules for intros on the desk."""
