"""What the desk joins from several rooms, and what belongs to none."""

from forge_site.admin.logins import StaffLoginAdmin
from forge_site.admin.pages import WrittenPageAdmin

__all__ = ["StaffLoginAdmin", "WrittenPageAdmin"]
