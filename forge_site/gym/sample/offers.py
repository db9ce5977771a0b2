"""Sample words of what the gym offers: programs, and the questions people ask."""

PROGRAMS = [
    {
        "slug": "foundations",
        "name": "Foundations",
        "headline": "Your first barbell, or your first in years",
        "summary": "Six one-on-one sessions. Learn the five big moves and leave with "
        "a plan you can follow.",
        "who_for": "Anyone new to lifting, or back after a long break. You don’t need "
        "to get fit first. That is what this is for.",
        "what": "Six sessions with one coach over about three weeks. You go at your pace, and "
        "nobody else is waiting for the bar.",
        "you_learn": "To squat, hinge, push, pull and carry. How to pick a weight that fits "
        "the day. How to read a training plan without asking.",
        "you_leave_with": "Your starting numbers, written down, and a plan for the next "
        "eight weeks.",
        "next_step": "Most people move on to small-group strength. Some stay one-on-one.",
        "rhythm": "6 sessions, 3 weeks",
        "price_line": "",
        "picture": "kettlebell-and-chalk-bowl",
    },
    {
        "slug": "small-group-strength",
        "name": "Small-group strength",
        "headline": "Good company, and a coach who is watching",
        "summary": "Up to six people, one coach, the same main lifts. Each set to your "
        "own level.",
        "who_for": "People who train better in company and still want a coach’s eye on "
        "every lift. If you want loud music and a race against the clock, we are not it. "
        "We go steady.",
        "what": "An hour with up to six people and one coach, two or three days a week. "
        "You all do the same main lifts. The weight, the range and the version are yours.",
        "you_learn": "To own the main lifts, to judge how hard a set was, and to know when to "
        "add weight and when to leave it.",
        "you_leave_with": "A log of every session. Your plan moves on every six weeks, so you "
        "can see where you have been.",
        "next_step": "Keep going. Book a one-on-one session when a lift needs a closer look.",
        "rhythm": "60 minutes, 2 or 3 days a week",
        "price_line": "",
        "picture": "hex-dumbbell-rack",
    },
    {
        "slug": "personal-training",
        "name": "Personal training",
        "headline": "One coach, one plan, yours",
        "summary": "For a clear goal, an odd schedule, or an old injury to work around.",
        "who_for": "You have a date to be ready for, hours that change every week, or a "
        "shoulder, knee or back that needs thinking about.",
        "what": "45 or 60 minutes with your own coach, weekly or more often. The plan is "
        "written for you and changes when your life does.",
        "you_learn": "Which lifts suit your body, what to do on a bad day, and how to train on "
        "your own when you travel.",
        "you_leave_with": "A plan in writing and a coach who knows your history. With your OK, "
        "they can talk with your physical therapist too.",
        "next_step": "Stay one-on-one, or join a small group once the lifts feel like yours.",
        "rhythm": "45 or 60 minutes, weekly or more",
        "price_line": "",
        "picture": "bumper-plate-stack",
    },
    {
        "slug": "nutrition-coaching",
        "name": "Nutrition coaching",
        "headline": "Eat better without a rule book",
        "summary": "One small habit at a time for three months. No meal plans and no "
        "banned foods.",
        "who_for": "People who want food to support their training and are tired of starting "
        "over every Monday.",
        "what": "A 45-minute start, then a check-in every two weeks for three months. "
        "We begin with what you eat now. The advice is general: for a medical condition or an "
        "eating disorder we send you to a registered dietitian or a doctor.",
        "you_learn": "To build a plate that fills you up, to get enough protein on a busy day, "
        "and to eat out without a speech about it.",
        "you_leave_with": "A few habits that held up on your worst week, and notes on what "
        "worked for you.",
        "next_step": "Carry on alone. Come back for a check-in whenever you like.",
        "rhythm": "3 months, every 2 weeks",
        "price_line": "",
        "picture": "recovery-towel-bottle-plyo-box",
    },
]

# No answer: only staff can know it, so visitors do not see the question.
QUESTIONS = [
    {
        "group": "Before you start",
        "question": "Do I have to be fit to start?",
        "answer": "No. Most people start from zero or after a long break. Foundations is "
        "built for exactly that.",
        "staff_note": "",
    },
    {
        "group": "Before you start",
        "question": "Am I too old?",
        "answer": "No. In studies, even people around 90 got stronger. We set the starting "
        "point to you and not to your birth year.",
        "staff_note": "",
    },
    {
        "group": "Before you start",
        "question": "I have back pain, bad knees or an old injury. Can I train?",
        "answer": "Often, yes. Tell us at the intro. If you should see a doctor or a physical "
        "therapist first, we will say so.",
        "staff_note": "",
    },
    {
        "group": "The free intro",
        "question": "Will you make me work out at the intro?",
        "answer": "No. We sit, talk and show you around. Jeans are fine.",
        "staff_note": "",
    },
    {
        "group": "The free intro",
        "question": "Do I get weighed or measured?",
        "answer": "No. No scale, no tape, no test. All you need to bring is your questions, "
        "and a note from your doctor or physical therapist if you have one.",
        "staff_note": "",
    },
    {
        "group": "Training here",
        "question": "How many days a week do I need?",
        "answer": "Two is a great start, and one still counts. We fit the plan to the week "
        "you really have.",
        "staff_note": "",
    },
    {
        "group": "Training here",
        "question": "How long before I notice a change?",
        "answer": "Many people feel surer of the lifts within a few weeks. Bigger changes take "
        "months. It differs from person to person, so we don’t promise dates.",
        "staff_note": "",
    },
    {
        "group": "Training here",
        "question": "What should I wear and bring?",
        "answer": "Clothes you can move in, flat shoes and water. We have the rest.",
        "staff_note": "Add what is step-free (door, restroom, floor) once checked on site.",
    },
    {
        "group": "Money and schedule",
        "question": "What does it cost?",
        "answer": "It depends on the program. You hear exact prices at your intro, before you "
        "decide anything.",
        "staff_note": "Put a starting price here. Visitors trust it.",
    },
    {
        "group": "Money and schedule",
        "question": "Is there a contract?",
        "answer": "",
        "staff_note": "State the real terms, the notice period and how to cancel.",
    },
    {
        "group": "Money and schedule",
        "question": "What if I miss a session?",
        "answer": "",
        "staff_note": "Add the real make-up and late-cancel rules.",
    },
]
