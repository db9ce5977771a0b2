"""SQL that makes every name on the sample site as long as its field allows, or nearly so."""

PERSON = "Maximiliana-Alexandrina von Hohenlohe-Schillingsfürst und zu Waldenburg"
WORD = "Donaudampfschifffahrtsgesellschaftskraftraum"
SENTENCE = (
    "A long sentence that nobody would write on purpose but somebody will paste one day, "
    "with a word such as " + WORD + " in it"
)

LONG_NAMES = [
    f"UPDATE gym_gym SET name = 'The Extraordinary Forge & Fitness Collective', "
    f"tagline = '{SENTENCE[:118]}', pitch = '{SENTENCE}', street = '{SENTENCE[:100]}', "
    f"locality = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch', "
    f"email = 'a-very-long-mailbox-name-for-the-front-desk@subdomain.forge-fitness.example'",
    f"UPDATE gym_coach SET name = '{PERSON}', role = '{SENTENCE[:78]}', "
    f"line = '{SENTENCE}', credentials = '{SENTENCE}' || char(10) || '{SENTENCE}'",
    f"UPDATE gym_program SET name = '{WORD} and everything after', summary = '{SENTENCE}', "
    f"headline = '{SENTENCE[:118]}', rhythm = '{SENTENCE[:78]}', "
    f"price_line = '{SENTENCE[:118]}'",
    f"UPDATE gym_question SET question = '{SENTENCE}', \"group\" = '{WORD} questions'",
    f"UPDATE gym_page SET title = '{WORD} of privacy', lead = '{SENTENCE}', "
    f"action_text = '{SENTENCE[:40]}'",
    f"UPDATE gym_groupclass SET name = '{SENTENCE[:60]}', note = '{SENTENCE[:80]}' "
    "WHERE name <> ''",
    f"UPDATE articles_article SET title = '{SENTENCE[:60]}: {WORD}?', summary = '{SENTENCE}'",
    f"UPDATE articles_topic SET name = '{WORD[:36]} ' || id",
]
