"""
The words of the front page, of the page about the free intro, and the headings and closing
words of the others, as they come with the site.

What staff make of them is stored in `SiteTexts`, by the keys that the names here give.
"""

from forge_site.gym.text_parts import LONGEST_TEXT, Part, Point, Text, heading

POINTS = "A point without a title is not shown."
RULES = "{minutes} and {ways} become what the rules for intros say."

HOME = (
    Part(
        "home_first",
        "Front page: what stands first",
        (
            Text(
                "headline",
                "Headline",
                "Strong is\nmade here.",
                help="Set very large: two short lines are best.",
                rows=2,
            ),
            Text(
                "lead",
                "Below it",
                "",
                LONGEST_TEXT,
                "One or two sentences. Empty: the sentence on the gym's page.",
                rows=2,
                is_needed=False,
            ),
            Text("read", "Link to the articles", "Read the articles first"),
            Text(
                "title",
                "Title in search results",
                "Strength and coaching gym",
                help="The name of the gym follows it.",
            ),
        ),
    ),
    Part(
        "home_get",
        "Front page: what people get",
        (
            heading("What you get before you pay a cent"),
            Text(
                "text",
                "Below it",
                "The intro is a talk of up to {minutes} minutes, {ways}. No workout, no "
                "weigh-in, nothing to sign.",
                LONGEST_TEXT,
                RULES,
                rows=2,
                is_needed=False,
            ),
        ),
        (
            Point(
                "A coach who listens",
                "What you want to do, or do again. What you tried. What hurts. What your week "
                "really looks like.",
            ),
            Point(
                "A straight answer",
                "Which program fits, and what it costs. If we are the wrong place for you, we "
                "say that too.",
            ),
            Point(
                "A look at the floor",
                "See the room, the racks and how a session runs. Come in whatever you are "
                "wearing.",
                remote="",
            ),
            Point(
                "Time to think", "Take the details home. We follow up once, and that is all."
            ),
        ),
        spare=2,
        help=POINTS,
    ),
    Part(
        "home_how",
        "Front page: the three steps",
        (heading("How the free intro works"),),
        (
            Point("Pick a time", "Choose a day, leave your name and a way to reach you."),
            Point(
                "Meet your coach",
                "Someone greets you at the door. You talk, walk the floor and ask anything.",
                remote="They call you. You talk, and ask anything.",
            ),
            Point(
                "Decide at home",
                "You leave knowing what we would do, how often and for how much.",
            ),
        ),
        help=POINTS,
    ),
    Part(
        "home_rest",
        "Front page: headings further down",
        (
            Text("articles", "Above the articles", "Learn here"),
            Text("coaches", "Above the coaches", "The people who will teach you"),
            Text("voices", "Above what members say", "In their own words"),
            Text("questions", "Above the questions", "Asked at the door"),
            Text("visit", "Above the address", "Come by"),
        ),
    ),
)

INTRO = (
    Part(
        "intro_first",
        "Free intro: what stands first",
        (
            Text("headline", "Headline", "The free no sweat intro"),
            Text(
                "lead",
                "Below it",
                "Up to {minutes} minutes with a coach, {ways}. It costs nothing. There is no "
                "workout, no weigh-in and nothing to sign.",
                LONGEST_TEXT,
                f"Search results show it as well. {RULES}",
                rows=2,
            ),
        ),
    ),
    Part(
        "intro_steps",
        "Free intro: the three steps",
        (heading("From here to the door"),),
        (
            Point(
                "Pick a time",
                "Choose a day online and leave your name and email address. The confirmation "
                "comes at once. You can move or cancel from the link in it.",
            ),
            Point(
                "Meet your coach",
                "Come in whatever you are wearing. A coach meets you at the door.",
                remote="They call you at your time.",
            ),
            Point(
                "Decide at home",
                "Take the details with you. We follow up once. That is it.",
            ),
        ),
        help=POINTS,
    ),
    Part(
        "intro_talk",
        "Free intro: what happens",
        (heading("What happens in these {minutes} minutes", help=RULES),),
        (
            Point(
                "We talk",
                "What do you want to do, or do again? What have you tried? Any pain, surgery "
                "or health issues? What does your week look like?",
            ),
            Point("We look around", "See the floor and how a session runs.", remote=""),
            Point(
                "You hear your options",
                "Which program fits, what it costs, and whether we are the right place for you "
                "at all.",
            ),
        ),
        spare=2,
        help=POINTS,
    ),
    Part(
        "intro_good",
        "Free intro: good to know",
        (
            heading("Good to know"),
            Text("questions", "Above the questions", "Asked at the door"),
        ),
        (
            Point(
                "Bring",
                "Questions. If you have one, a note from your doctor or physical therapist.",
            ),
            Point("Leave at home", "Gym clothes, if you like. Jeans are fine.", remote=""),
            Point(
                "We will not",
                "Test you, measure you, push you to sign today, or share what you tell us.",
            ),
        ),
        spare=2,
        help=POINTS,
    ),
)

REST = (
    Part(
        "rest_heads",
        "Other pages: their headings",
        (
            Text(
                "programs",
                "Programs: below the heading",
                "",
                LONGEST_TEXT,
                "The heading counts them. Empty: a sentence that fits their number.",
                rows=2,
                is_needed=False,
            ),
            Text("coaches", "Coaches", "The people who will teach you"),
            Text(
                "coaches_lead",
                "Coaches: below it",
                "Meet one of them at a free intro: a talk, no workout.",
                LONGEST_TEXT,
                rows=2,
                is_needed=False,
            ),
            Text("questions", "Questions", "Asked at the door"),
            Text("visit", "Visit and hours", "Come by"),
            Text("write", "Above the contact form", "Write to us"),
            Text(
                "write_lead",
                "Below it",
                "A coach reads it and writes back.",
                LONGEST_TEXT,
                rows=2,
                is_needed=False,
            ),
        ),
    ),
    Part(
        "rest_band",
        "Every page: the closing words",
        (
            Text("first", "First line", "Learn here."),
            Text("second", "Second line, in orange", "Train with us."),
            Text(
                "text",
                "Below them",
                "Schedule a free intro to meet with a coach and take the first step toward "
                "your goals.",
                LONGEST_TEXT,
                rows=2,
            ),
        ),
    ),
)

PARTS = (*HOME, *INTRO, *REST)
