"""How a form field is drawn, for `_field.html`."""

from django import template

register = template.Library()


@register.filter
def as_input(field):
    """Render the bound field's widget in the look of `.input`, keeping classes of its own."""
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"input {own}".strip()})
