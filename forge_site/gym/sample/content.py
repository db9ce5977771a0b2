"""
The words a new site opens with: plain data for the loader, no Django and no logic.

All of it is sample content. The people are invented, the address and the phone number reach
nobody, and every row is stored with `is_sample`. Staff replace it before launch. The gym's
own name is the one real thing here. Weekdays count from Monday, 0; hours are wall time.
"""

from forge_site.gym.sample.offers import PROGRAMS, QUESTIONS
from forge_site.gym.sample.pages import PAGES
from forge_site.gym.sample.people import COACHES, TESTIMONIALS

__all__ = [
    "COACHES",
    "GYM",
    "LANDMARKS",
    "OPENING_HOURS",
    "PAGES",
    "PICTURES",
    "PROGRAMS",
    "QUESTIONS",
    "SPECIAL_DAYS",
    "TESTIMONIALS",
    "TOPICS",
]

GYM = {
    "name": "Forge Fitness",
    "tagline": "Learn to lift. Feel at home.",
    "pitch": "A small coached gym for people who want to get strong and stay that way.",
    "street": "123 Example Street, Suite 4",
    "locality": "Sampletown",
    "region": "ST",
    "postal_code": "00000",
    "country": "US",
    "phone": "+15555550142",
    "email": "hello@example.com",
    "time_zone": "America/New_York",
    "arrival": "Park free in the lot behind the building. The step-free door is on the left.",
}

OPENING_HOURS = [
    {"kind": "sessions", "weekday": 0, "opens": "06:00", "closes": "20:00"},
    {"kind": "sessions", "weekday": 1, "opens": "06:00", "closes": "20:00"},
    {"kind": "sessions", "weekday": 2, "opens": "06:00", "closes": "20:00"},
    {"kind": "sessions", "weekday": 3, "opens": "06:00", "closes": "20:00"},
    {"kind": "sessions", "weekday": 4, "opens": "06:00", "closes": "18:00"},
    {"kind": "sessions", "weekday": 5, "opens": "08:00", "closes": "12:00"},
    {"kind": "desk", "weekday": 0, "opens": "08:00", "closes": "19:00"},
    {"kind": "desk", "weekday": 1, "opens": "08:00", "closes": "19:00"},
    {"kind": "desk", "weekday": 2, "opens": "08:00", "closes": "19:00"},
    {"kind": "desk", "weekday": 3, "opens": "08:00", "closes": "19:00"},
    {"kind": "desk", "weekday": 4, "opens": "08:00", "closes": "17:00"},
    {"kind": "desk", "weekday": 5, "opens": "08:00", "closes": "12:00"},
]

# For the sketch of the way: name, degrees clockwise from north, minutes on foot.
LANDMARKS = [
    {"name": "Sample Station", "bearing": 0, "minutes": 9},
    {"name": "Public library", "bearing": 45, "minutes": 4},
    {"name": "Farmers’ market", "bearing": 90, "minutes": 6},
    {"name": "Riverside Park", "bearing": 225, "minutes": 12},
]

# Closed days: month, day and the note visitors read. Thanksgiving moves, so it is a word
# the loader turns into the fourth Thursday of November.
SPECIAL_DAYS = [
    (1, 1, "New Year’s Day"),
    "thanksgiving",
    (12, 25, "Christmas Day"),
]

TOPICS = [
    {
        "name": "Lower back pain",
        "slug": "lower-back-pain",
        "description": "What backs can do, what tends to help, and when to get checked.",
    },
    {
        "name": "Strength",
        "slug": "strength",
        "description": "How to start, how often to lift, and how to keep getting stronger.",
    },
    {
        "name": "Food",
        "slug": "food",
        "description": "Eating for training in plain numbers, with no banned foods.",
    },
    {
        "name": "Recovery",
        "slug": "recovery",
        "description": "Sleep, soreness and the days between sessions.",
    },
    {
        "name": "Joints",
        "slug": "joints",
        "description": "Training with knees, hips and shoulders that have opinions.",
    },
    {
        "name": "Healthy aging",
        "slug": "healthy-aging",
        "description": "Staying strong and steady for the decades ahead.",
    },
]

# Focal points in percent from the top left, as in the notes that came with the pictures.
PICTURES = [
    {
        "slug": "hero-kettlebell-row-ember",
        "file": "hero-kettlebell-row-ember.jpg",
        "alt": "Five kettlebells of different sizes in a row on a speckled rubber "
        "floor, lit by an ember-orange glow from behind",
        "focal_x": 72,
        "focal_y": 50,
        "decorative": False,
    },
    {
        "slug": "cta-different-size-kettlebells",
        "file": "cta-different-size-kettlebells.jpg",
        "alt": "Different size kettlebells",
        "focal_x": 47,
        "focal_y": 42,
        "decorative": False,
    },
    {
        "slug": "deadlift-barbell-on-platform",
        "file": "deadlift-barbell-on-platform.jpg",
        "alt": "A loaded barbell on a rubber platform, ready for a deadlift",
        "focal_x": 20,
        "focal_y": 52,
        "decorative": False,
    },
    {
        "slug": "kettlebell-and-chalk-bowl",
        "file": "kettlebell-and-chalk-bowl.jpg",
        "alt": "A chalk-dusted kettlebell beside a bowl of lifting chalk",
        "focal_x": 32,
        "focal_y": 45,
        "decorative": False,
    },
    {
        "slug": "hex-dumbbell-rack",
        "file": "hex-dumbbell-rack.jpg",
        "alt": "A long rack of hex dumbbells fading into soft focus",
        "focal_x": 25,
        "focal_y": 55,
        "decorative": False,
    },
    {
        "slug": "gymnastic-rings-brick-wall",
        "file": "gymnastic-rings-brick-wall.jpg",
        "alt": "Wooden gymnastic rings hanging in window light against a brick wall",
        "focal_x": 48,
        "focal_y": 55,
        "decorative": False,
    },
    {
        "slug": "mobility-foam-roller-mat-bands",
        "file": "mobility-foam-roller-mat-bands.jpg",
        "alt": "A foam roller, a rolled mat and resistance bands on a gym floor",
        "focal_x": 42,
        "focal_y": 60,
        "decorative": False,
    },
    {
        "slug": "recovery-towel-bottle-plyo-box",
        "file": "recovery-towel-bottle-plyo-box.jpg",
        "alt": "Folded towels and a water bottle on a wooden plyo box in early morning light",
        "focal_x": 55,
        "focal_y": 52,
        "decorative": False,
    },
    {
        "slug": "bumper-plate-stack",
        "file": "bumper-plate-stack.jpg",
        "alt": "A stack of rubber bumper plates with another plate leaning behind it",
        "focal_x": 45,
        "focal_y": 40,
        "decorative": False,
    },
    {
        "slug": "gym-interior-morning-light",
        "file": "gym-interior-morning-light.jpg",
        "alt": "An empty strength gym in morning light: racks, loaded barbells, "
        "kettlebells and wooden boxes",
        "focal_x": 55,
        "focal_y": 55,
        "decorative": False,
    },
    {
        "slug": "og-default",
        "file": "og-default.jpg",
        "alt": "Forge Fitness mark beside a row of kettlebells",
        "focal_x": 70,
        "focal_y": 50,
        "decorative": False,
    },
]
