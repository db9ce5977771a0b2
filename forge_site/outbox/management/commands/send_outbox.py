"""`manage.py send_outbox`: the sender on its own, for a timer or a machine without gunicorn."""

from django.core.management.base import BaseCommand, CommandError

from forge_site.outbox import sender


class Command(BaseCommand):
    help = "Sends waiting e-mail until it is stopped. The web server starts one by itself."
    # They import every view, which a sender does not need, and gunicorn's workers ran them.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Send what is due now and end.")
        parser.add_argument(
            "--parent", type=int, help="End when this parent process is gone.", metavar="PID"
        )

    def handle(self, *, once, parent, **options):
        if not once:
            sender.Sender(parent=parent).run()
            return
        counts = sender.send_all()
        self.stdout.write(
            f"Sent {counts['sent']}, to be tried again {counts['retried']}, "
            f"given up {counts['failed']}, left out {counts['skipped']}."
        )
        if counts["broken"]:
            raise CommandError("The mail server failed. What is left waits for the next time.")
