"""
Sample words of the plain pages: privacy, terms, accessibility.

`{leads_months}` and `{outbox_days}` are filled from settings when the pages are loaded, so
that the page never promises another term than the clean-up keeps.
"""

PRIVACY = """
<p>We keep what you type when you book, we use it to meet you, and we erase it in time.
That is nearly all of it. The rest is below.</p>
<h2>Reading the site</h2>
<p>You can read every page without telling us who you are. Our public pages set no cookie, load
nothing from another company, and carry no ads and no tracker.</p>
<p>Links to maps and to the studies we cite lead to other sites. Those have rules of
their own.</p>
<h2>When you book or write to us</h2>
<p>We store:</p>
<ul>
<li>your name and email address, and your phone number if you give one</li>
<li>your goal and your note, if you add them</li>
<li>the time and the coach you chose</li>
<li>the page or campaign that brought you here, so that we know which articles help</li>
<li>the network address the form came from, cut short, to hold back spam</li>
<li>what our coaches write down so that they can prepare and follow up</li>
</ul>
<p>You don’t need an account. Please leave out health details you would rather tell
us in person.</p>
<h2>What we use it for</h2>
<ul>
<li>to confirm your intro, remind you of it and follow up once</li>
<li>to prepare for the talk</li>
<li>to see, in totals, how people found us</li>
</ul>
<p>We don’t sell, rent or share it. We send no newsletter. The
companies that host this site and deliver our email handle it for us and for nothing else.</p>
<h2>How long we keep it</h2>
<ul>
<li><strong>Your booking:</strong> {leads_months} months, unless you become a member.</li>
<li><strong>The text of the emails we sent you:</strong> {outbox_days} days.</li>
</ul>
<h2>See it, fix it, delete it</h2>
<p>Ask us what we have about you, and we will show you. Tell us if it is wrong, and we will
correct it. Ask us to delete it, and we will. Use the phone number or the email address on our
<a href="/contact/">contact page</a>. You don’t have to give a reason.</p>
"""

TERMS = """
<p>This site has two jobs: to teach, and to let you book a free intro. These are the few rules
that go with that. Training here has its own agreement. You read it on paper, with time to ask,
before you decide.</p>
<h2>The articles</h2>
<p>They are general education. They can’t know your body, and they can’t replace a visit with a
doctor or a physical therapist. If you have pain, an injury, a health condition, or you’re
pregnant, talk to a professional before you start or change training.</p>
<p>We give our sources and we fix mistakes. If you find one,
<a href="/contact/">tell us</a>.</p>
<h2>The free intro</h2>
<ul>
<li>It costs nothing, and booking it commits you to nothing.</li>
<li>It is a talk with a coach. There is no workout.</li>
<li>You can move or cancel it from the link in your confirmation email, or by phone.</li>
<li>If something comes up on our side, we call or write and offer you another time.</li>
</ul>
<h2>Using what you find here</h2>
<p>Read it, print it, send it to a friend, quote it with a link. Please don’t copy whole
articles to another site without asking.</p>
<h2>Prices and hours</h2>
<p>They can change. What your coach tells you at the intro is what counts.</p>
"""

ACCESSIBILITY = """
<p>We want everyone to be able to read this site, book a time and get through the door.
If something stands in your way, tell us. We would rather fix it than explain it.</p>
<h2>The site</h2>
<p>We build it to meet the Web Content Accessibility Guidelines (WCAG) 2.2, level AA.
That means, among other things:</p>
<ul>
<li>You can reach and use everything with a keyboard, and you can see where you are.</li>
<li>Pages have real headings and labels, so a screen reader can find its way.</li>
<li>Text keeps strong contrast, and you can enlarge it without losing any of it.</li>
<li>Color never carries a meaning alone. Our drawings have words and shapes too.</li>
<li>Nothing flashes, and nothing moves if your device asks for less motion.</li>
<li>Everything works with JavaScript switched off.</li>
</ul>
<p>We test with software and by hand. That doesn’t find everything.</p>
<h2>Booking without the form</h2>
<p>If the form doesn’t work for you, call or write. You will find both on the
<a href="/contact/">contact page</a>. A booking made by phone is as good as one made here.</p>
<h2>The building</h2>
<p>The entrance on the left side is step-free. Tell us before your intro what would help:
a chair with arms, a quiet hour, a hand at the door. We will say plainly what we can do and
what we can’t.</p>
<h2>Something in the way?</h2>
<p>Tell us the page, what you tried and what happened. The
<a href="/contact/">contact page</a> has our phone number and email address.</p>
"""

PAGES = [
    {
        "slug": "privacy",
        "title": "Privacy",
        "seo_description": "What we keep when you book a free intro, how long, and how to have "
        "it deleted. No cookies, no trackers, no third parties on our public pages.",
        "body": PRIVACY.strip(),
    },
    {
        "slug": "terms",
        "title": "Terms",
        "seo_description": "The few rules that go with this site: articles are general "
        "education, the free intro commits you to nothing, and training has its own agreement.",
        "body": TERMS.strip(),
    },
    {
        "slug": "accessibility",
        "title": "Accessibility",
        "seo_description": "How we build this site so that everyone can read it and book, how "
        "to book without the form, and how to tell us when something is in the way.",
        "body": ACCESSIBILITY.strip(),
    },
]
