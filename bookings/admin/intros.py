"""Intros on the desk."""

from django.contrib import admin

from bookings.models import Intro


@admin.register(Intro)
class IntroAdmin(admin.ModelAdmin):
    pass
