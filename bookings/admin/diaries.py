"""Coaches' hours on the desk."""
