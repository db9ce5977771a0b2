"""Sample words about people: four invented coaches, and what belongs in a testimonial."""

# No photo and no credentials, on purpose: these people do not exist.
COACHES = [
    {
        "slug": "maya-ellison",
        "name": "Maya Ellison",
        "role": "Head coach",
        "line": "Loves a first deadlift more than a record one.",
        "bio": "Maya learned to lift at 38, after years of thinking the gym was for other "
        "people. Now she runs Foundations and teaches the lifts she once walked past."
        "\n\nOff the floor: bad puns, and long walks with a slow dog.",
        "credentials": "",
        "staff_note": "Add the real certification.",
    },
    {
        "slug": "marcus-tran",
        "name": "Marcus Tran",
        "role": "Strength coach",
        "line": "Calm before 6 am. Will find a version of any lift that suits you.",
        "bio": "Marcus teaches the early group, and he is more awake than you are. He spent "
        "ten years at a desk, so he knows that stiff feeling in the morning."
        "\n\nIf a lift doesn’t suit your body, he has another one. If that one doesn’t either, "
        "he has a third.",
        "credentials": "",
        "staff_note": "Add the real certification.",
    },
    {
        "slug": "priya-raman",
        "name": "Priya Raman",
        "role": "Personal training and return from injury",
        "line": "Asks a lot of questions, and knows when to send you to a clinician.",
        "bio": "Priya works with people who were told to “be careful” and want to know what "
        "that means on a Tuesday. She starts with what you can do."
        "\n\nShe doesn’t diagnose. When something needs a doctor or a physical therapist, she "
        "says so, and plans around what they tell you.",
        "credentials": "",
        "staff_note": "Add the real certification.",
    },
    {
        "slug": "joe-hadley",
        "name": "Joe Hadley",
        "role": "Nutrition coach",
        "line": "Food should fit your life. Dessert is allowed.",
        "bio": "Joe cooks for a family of five, so he knows about short evenings. His advice "
        "comes one habit at a time, and the first is usually smaller than you expect."
        "\n\nHe has never banned a food and isn’t going to start.",
        "credentials": "",
        "staff_note": "Add the real certification. Check local rules on nutrition advice.",
    },
]

# Never shown in public; they tell staff what to ask members for.
TESTIMONIALS = [
    "Sample, not a real review. Put a member’s own words here: why they came in, what was "
    "hard, what changed.",
    "Sample, not a real review. A good one to ask for: someone who was nervous about their "
    "first visit.",
    "Sample, not a real review. A good one to ask for: someone who trains around an old "
    "injury.",
]
