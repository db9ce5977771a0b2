#!/usr/bin/env python3
"""Run a command of the site: `python manage.py quickstart` builds and serves it."""

import sys

from forge_site import first_run


def main():
    first_run.refuse_old_python()
    first_run.refuse_other_django()
    if "quickstart" in sys.argv[1:2]:
        first_run.write_env_file()
        first_run.follow_address(sys.argv[2:])

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    first_run.name_settings()
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"Wrong setting: {problem}")
    except KeyboardInterrupt:
        sys.exit("\nStopped.")


if __name__ == "__main__":
    main()
