"""From nothing to a served site: `manage.py quickstart`, safe to run again at any time."""

import fcntl
import secrets
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.validators import validate_email
from django.db import connection, transaction
from django.db.utils import OperationalError

from forge_site import sample
from forge_site.first_run import split_address
from forge_site.gym.models import Gym
from forge_site.outbox.addresses import is_reserved
from forge_site.outbox.alerts import alert_recipients
from forge_site.serving import CannotStart, refuse_address, serve

LOGIN = "staff"


class Command(BaseCommand):
    help = (
        "Prepares the database, the static files, sample content and a staff login, then "
        "serves the site. Run it again whenever you like: nothing of yours is overwritten."
    )

    def add_arguments(self, parser):
        parser.add_argument("--host", help="Address to listen on (default: 127.0.0.1).")
        parser.add_argument("--port", help="Port to listen on (default: 8000).")
        parser.add_argument("--no-serve", action="store_true", help="Prepare only.")
        parser.add_argument("--no-sample", action="store_true", help="Load no sample content.")
        parser.add_argument(
            "--alert-email", metavar="ADDRESS", help="Who hears of a new free intro at once."
        )

    def handle(self, *, host, port, no_serve, no_sample, alert_email, **options):
        usual_host, usual_port = split_address(settings.BIND)
        host, port = host or usual_host, port or usual_port
        if not no_serve:
            refuse_address(host, port)
        if alert_email:
            refuse_wrong_address(alert_email)
        with one_at_a_time():
            self.prepare_database()
            self.step("Static files")
            call_command("collectstatic", interactive=False, verbosity=0)
            self.stdout.write("ready")
            if not no_sample:
                self.step("Sample content")
                self.stdout.write(
                    "ready" if sample.load(self.tell) else "left out: yours is there"
                )
            if alert_email:
                add_alert_address(alert_email)
            password = create_login(alert_email)
        if no_serve:
            self.stdout.write(self.where_to_look(password, served=False))
            return
        self.step("Server")
        connection.close()
        told = []

        def announce():
            self.stdout.write("ready")
            self.stdout.write(self.where_to_look(password, served=True))
            self.stdout.flush()
            told.append(True)

        try:
            serve(host, port, announce)
        finally:
            if password and not told:
                self.stdout.write("\n" + login_lines(password))
        self.stdout.write("\nStopped.")

    def prepare_database(self):
        self.step("Database")
        try:
            connection.ensure_connection()
        except OperationalError as problem:
            reason = str(problem).strip().splitlines()[0]
            raise CannotStart(
                f"The database cannot be reached ({reason}). Start it, or correct DATABASE_URL."
            ) from problem
        call_command("migrate", interactive=False, verbosity=0)
        call_command("ready")
        self.stdout.write("ready")

    def step(self, name):
        self.tell(f"{name + ' ':.<20} ")

    def tell(self, text):
        """Print `text` at once, without a line's end unless it has one."""
        self.stdout.write(text, ending="")
        self.stdout.flush()

    def where_to_look(self, password, *, served):
        """Return the last block: the addresses to open and how to sign in."""
        site, desk = settings.SITE_URL, f"{settings.SITE_URL}/{settings.ADMIN_PATH}/"
        lines = [
            "",
            f"Forge Fitness is running at {site}/" if served else "Forge Fitness is ready.",
        ]
        if not served:
            lines += ["", f"  Serve it         manage.py quickstart, then open {site}/"]
        lines += [
            "",
            f"  Read             {site}/articles/",
            f"  Book             {site}/free-intro/",
            f"  The desk         {desk}",
            login_lines(password),
            *self.mail_lines(),
        ]
        if served:
            lines += ["  Stop             Ctrl-C"]
        return "\n".join(lines)

    def mail_lines(self):
        lines = []
        if not settings.EMAIL_URL:
            folder = settings.DATA_DIR / "mail"
            lines.append(f"  E-mail           written to {folder}, until EMAIL_URL is set")
        if not alert_recipients():
            lines.append(
                "  Alerts           go to nobody yet: quickstart --alert-email you@your-domain"
            )
        return lines


def login_lines(password):
    if password:
        return (
            f"  Staff login      {LOGIN}\n"
            f"  Password         {password}   (shown only this once)"
        )
    return f"  Staff login      as before; new password: manage.py changepassword {LOGIN}"


def create_login(email):
    """Create the staff login and return its password, or None if anybody can sign in."""
    staff = get_user_model().objects
    if staff.filter(is_staff=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    staff.create_superuser(LOGIN, email or "", password)
    return password


def refuse_wrong_address(address):
    try:
        validate_email(address)
    except ValidationError:
        raise CannotStart(f"“{address}” is not an e-mail address.") from None
    if is_reserved(address):
        raise CannotStart(
            f"“{address}” is an address for examples: nothing is ever sent there. Use one of "
            "your own."
        )


@transaction.atomic
def add_alert_address(address):
    """Add `address` to those who hear of a new intro, after the ones staff wrote."""
    gym = Gym.objects.current()
    if address not in gym.alert_address_list:
        gym.alert_addresses = "\n".join([*gym.alert_address_list, address])
        gym.save()


@contextmanager
def one_at_a_time():
    """Refuse a second quickstart in the same folder while one prepares it."""
    with (settings.DATA_DIR / "quickstart.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                "Another quickstart is preparing this site. Wait for it."
            ) from None
        yield
