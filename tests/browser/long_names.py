"""
SQL that makes every name on the sample site as long as its field allows, or nearly so, and adds
what the sample site has none of: an announcement, a landing page, classes.
"""

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
    f"UPDATE gym_landmark SET name = '{WORD[:24]}', minutes = 30",
    f"UPDATE gym_gym SET announcement = '{SENTENCE}', announcement_link = '/lift/'",
    f"INSERT INTO gym_page (title, slug, body, seo_description, is_published, in_footer, "
    f"position, updated_at, is_sample, is_unlisted, is_landing, lead, picture_id, action_text, "
    f"action_to, campaign) SELECT '{WORD} before work, {SENTENCE[:60]}', 'lift', "
    f"'<h2>{WORD}</h2><p>{SENTENCE}</p>', '', 1, 0, 9, '2026-11-22 12:00:00', 0, 0, 1, "
    f"'{SENTENCE}', MIN(id), '{WORD[:40]}', '', '{SENTENCE[:58]}' FROM gym_picture",
    f"INSERT INTO gym_groupclass (weekday, starts, ends, name, note, program_id, coach_id) "
    f"SELECT id % 7, '06:00', '23:59', '{SENTENCE[:58]}', '{SENTENCE[:78]}', id, "
    f"(SELECT MIN(id) FROM gym_coach) FROM gym_program",
]
