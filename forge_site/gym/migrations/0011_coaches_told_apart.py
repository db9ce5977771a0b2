from django.db import migrations, models


def tell_apart(apps, schema_editor):
    coach_model = apps.get_model('gym', 'Coach')
    coaches = [
        (coach.pk, coach.is_active, *parts(coach.name))
        for coach in coach_model.objects.only('name', 'is_active')
    ]
    for pk, _, first, rest in coaches:
        namesakes = [
            initial(others) for other, is_active, name, others in coaches
            if is_active and other != pk and name.casefold() == first.casefold()
        ]
        if namesakes:
            shown = rest if initial(rest) in namesakes else initial(rest)
            coach_model.objects.filter(pk=pk).update(surname_shown=shown)


def parts(name):
    first, *rest = name.split() or ['']
    return first, ' '.join(rest)


def initial(rest):
    words = [word for word in rest.split() if word[0].isalpha()]
    return f'{words[-1][0].upper()}.' if words else ''


class Migration(migrations.Migration):

    dependencies = [
        ('gym', '0010_redirects_without_capitals'),
    ]

    operations = [
        migrations.AddField(
            model_name='coach',
            name='surname_shown',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=80),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
    ]
