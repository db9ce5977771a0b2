"""
The gym for machines: schema.org vocabulary as dictionaries, from real rows only.

Samples are invented, and to name them here would be to state them as fact: each function
returns None for them. Sources: schema.org; Google Search Central, "Local business",
"Breadcrumb" and "FAQ" structured data.
"""

from forge_site.gym.models.hours import Weekday
from forge_site.web import phones

GYM_ID = "#gym"


def gym_data(gym, site_url, image="", special_days=()):
    """
    Return the gym as an ExerciseGym, None unless it is real and has an address.

    `site_url` without a slash at its end; `image` absolute. Hours are those of coached
    sessions, wall time; of `special_days` the samples are left out.
    """
    if gym.is_sample or not gym.street:
        return None
    described = {
        "@type": "ExerciseGym",
        "@id": f"{site_url}/{GYM_ID}",
        "name": gym.name,
        "url": f"{site_url}/",
        "description": gym.pitch,
        "slogan": gym.tagline,
        "telephone": phones.dialled(gym.phone, gym.country),
        "email": gym.email,
        "image": image,
        "address": _filled(
            {
                "@type": "PostalAddress",
                "streetAddress": gym.street,
                "addressLocality": gym.locality,
                "addressRegion": gym.region,
                "postalCode": gym.postal_code,
                "addressCountry": gym.country.upper(),
            }
        ),
        "openingHoursSpecification": [
            _hours(stretch) for stretch in gym.opening_hours.all() if stretch.kind == "sessions"
        ],
        "specialOpeningHoursSpecification": [
            _special_hours(day) for day in special_days if not day.is_sample
        ],
    }
    if gym.latitude is not None:
        described["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(gym.latitude),
            "longitude": float(gym.longitude),
        }
    return _filled(described)


def coach_data(coach, gym, site_url, image=""):
    """Return a real coach as a Person who works for the gym, None for a sample."""
    if coach.is_sample or gym.is_sample:
        return None
    return _filled(
        {
            "@type": "Person",
            "@id": f"{site_url}{coach.get_absolute_url()}#person",
            "name": coach.name,
            "jobTitle": coach.role,
            "description": coach.line,
            "url": site_url + coach.get_absolute_url(),
            "image": image,
            "worksFor": {"@id": f"{site_url}/{GYM_ID}"},
        }
    )


def questions_data(questions):
    """Return the real ones of `questions` with their answers as a FAQPage, None without."""
    real = [question for question in questions if not question.is_sample]
    if not real:
        return None
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.question,
                "acceptedAnswer": {"@type": "Answer", "text": question.answer},
            }
            for question in real
        ],
    }


def trail(site_url, *steps):
    """Return the way to a page as a BreadcrumbList; a step is (name, path)."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": site_url + path}
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }


def _hours(stretch):
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"https://schema.org/{Weekday(stretch.weekday).label}",
        "opens": f"{stretch.opens:%H:%M}",
        "closes": f"{stretch.closes:%H:%M}",
    }


def _special_hours(day):
    """Return the hours of one date: closed all day is from 00:00 to 00:00 (Google)."""
    hours = (f"{day.opens:%H:%M}", f"{day.closes:%H:%M}") if day.opens else ("00:00", "00:00")
    return _filled(
        {
            "@type": "OpeningHoursSpecification",
            "name": day.note,
            "validFrom": day.on.isoformat(),
            "validThrough": day.on.isoformat(),
            "opens": hours[0],
            "closes": hours[1],
        }
    )


def _filled(described):
    return {name: value for name, value in described.items() if value not in ("", None, [])}
