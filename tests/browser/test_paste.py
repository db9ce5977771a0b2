"""
Pasting into the editor, in a real Chromium and under the content policy.

The files in clipboard/ are clipboards: libreoffice.html was recorded, the others are written
after specimens recorded by the makers of other editors (structure, head, comments and styles as
those programs write them), with sentences of our own. What a browser copies is copied here, by
keyboard.
"""

from pathlib import Path

import pytest

from articles.models import Article
from forge_site.web.cleaning import clean_body
from tests.articles import factories
from tests.browser.editing import edit, save, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLIPBOARD = Path(__file__).parent / "clipboard"

EXPECTED = {
    "word_windows": """\
<h2>Why your grip gives out first</h2>
<p>A weak grip ends a set before the back is tired. It is “the last link” – and it trains \
<strong>quickly</strong>, <em>not</em> slowly. Read \
<a href="https://doi.org/10.1000/grip">the study</a>.[1]</p>
<h2>What to carry</h2>
<ul><li>Dumbbells, one in each hand, for forty steps, as heavy as you can hold \
<strong>without</strong> a shrug.<ul><li>Chalk helps.</li><li>Straps do not.</li></ul></li>\
<li>A bar, held at the top.</li></ul>
<p>It’s 5&nbsp;kg more each week:</p>
<ol><li>Carry on Monday.<ol><li>Left hand.</li><li>Right hand.</li></ol></li>\
<li>Hang on Thursday.</li></ol>
<h2>How long it takes</h2>
<h3>For beginners</h3>
<p>Week – Steps</p>
<ul><li><strong>One</strong> – 40</li><li><strong>Four</strong> – 80</li></ul>""",
    "word_mac": """\
<h2>Walk first</h2>
<p>Ten minutes <strong>warm you up</strong> and <em>wake the hips</em>.</p>
<ul><li>Heel to toe.<ul><li>Slowly at first.</li></ul></li><li>Arms loose.</li></ul>""",
    "word_online": """\
<h2>Sleep is training</h2>
<p>One bad night costs little. <strong>Three</strong> cost <em>a lot</em>.\
<a href="https://doi.org/10.1000/sleep">The review</a></p>
<ul><li>Dark room.<ul><li>Blinds.</li><li>No phone.</li></ul></li><li>Cool room.</li></ul>
<ol><li>Pick a bedtime.</li><li>Keep it.</li></ol>""",
    "google_docs": """\
<h2>Knees over toes</h2>
<p>Your knees may pass your toes. <strong>They do</strong> on every stair, <em>all day</em> – \
it’s <a href="https://doi.org/10.1000/knees">well studied</a>.</p>
<h3>Start low</h3>
<ul><li>Box squats.<ul><li>A high box.</li><li>Then a lower one.</li></ul></li>\
<li>Step-downs, <strong>slowly</strong>.</li></ul>
<ol><li>Two sets.<ol><li>Of eight.</li></ol></li><li>Twice a week.</li></ol>
<p>Lift – Depth</p>
<ul><li><strong>Squat</strong> – Full</li><li><strong>Lunge</strong> – Half</li></ul>
<h2>When it hurts</h2>
<p>Stop, and ask a coach.</p>""",
    "apple_notes": """\
<p><strong>Sets and rest</strong></p>
<p>Rest “two minutes” between heavy sets. <em>Longer</em> is fine.</p>
<ul><li>Heavy: three minutes<ul><li>Five for a record</li></ul></li>\
<li>Light: one minute</li></ul>
<p>See <a href="https://doi.org/10.1000/rest">the review</a>.</p>""",
    "libreoffice": """\
<h2>Sleep and your squat</h2>
<p>Most lifters need “seven to nine” hours – and few get them. <strong>Start with the alarm\
</strong>, <em>not</em> with the pillow.</p>
<h2>What a short night costs</h2>
<p>Strength falls little after one bad night. After three it does: see \
<a href="https://doi.org/10.1016/j.jsams.2018.01.012">the review</a>.</p>
<ul><li>Heavy sets feel heavier.<ul><li>Squat and deadlift most.</li><li>Pulls less.</li>\
</ul></li><li>You stop <strong>two reps</strong> early.</li></ul>
<ol><li>Pick one bedtime.</li><li>Keep it for two weeks.</li></ol>
<p>Nights – Loss</p>
<ul><li><strong>One</strong> – 3 %</li><li><strong>Three</strong> – 9 %</li></ul>
<p>It’s 5&nbsp;kg on the bar.</p>""",
}

WEB_PAGE = """\
<h2>Breathing and bracing</h2>
<p>5 minute read</p>
<p>Breathe in before you lift.</p>
<p>Hold it <em>while</em> you <strong>push</strong>, “low and wide” – like a cough.</p>
<h2>Three ways to learn it</h2>
<ul><li>Lie on your back.</li><li>Blow up a balloon<ul><li>a small one</li></ul></li></ul>
<p>A belt helps.</p>
<p>Ask a doctor about blood pressure.</p>
<p>Read <a href="https://doi.org/10.1000/brace">the trial</a>, <em>slowly</em>.</p>
<p>Your e-mail</p>
<p>Lift – Breath</p>
<ul><li><strong>Squat</strong> – Hold</li><li><strong>Carry</strong> – Short</li></ul>"""


@pytest.fixture
def page(chromium, live_server, admin_client):
    with signed_in(chromium, live_server.url, admin_client) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield page


@pytest.fixture
def article():
    return factories.draft(body="")


def paste(page, html):
    page.click(".ProseMirror")
    page.evaluate(
        """html => {
            const data = new DataTransfer()
            data.setData("text/html", html)
            document.querySelector(".ProseMirror").dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true}))
        }""",
        html,
    )


def pasted(page):
    return clean_body(page.input_value("#id_body"))


@pytest.mark.parametrize("name", EXPECTED)
def test_the_structure_stays_and_the_styles_go(page, article, name):
    edit(page, article)
    paste(page, (CLIPBOARD / f"{name}.html").read_bytes().decode())
    assert pasted(page) == EXPECTED[name]
    assert page.violations == []


def test_a_picture_that_stays_behind_is_told(page, article):
    edit(page, article)
    paste(page, (CLIPBOARD / "word_windows.html").read_text())
    said = "A picture was left out: put it in with “Picture”."
    assert page.get_by_role("status").filter(has_text=said).is_visible()


WORD_COMMENT = """\
<p class=MsoNormal>Lift heavy.<span class=MsoCommentReference><span style='font-size:8.0pt'>\
<a class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[MS1]</a>\
<span style='mso-special-character:comment'>&nbsp;</span></span></span></p>
<div style='mso-element:comment-list'><hr class=msocomoff align=left size=1 width="33%">
<div style='mso-element:comment'><div id="_com_1" class=msocomtxt>
<p class=MsoCommentText>Is this true?</p></div></div></div>"""


def test_comments_in_the_margin_of_word_stay_behind(page, article):
    edit(page, article)
    paste(page, WORD_COMMENT)
    assert pasted(page) == "<p>Lift heavy.</p>"


def test_a_web_page_copied_whole_by_keyboard(page, article):
    page.goto((CLIPBOARD / "web_page.html").as_uri())
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    edit(page, article)
    page.click(".ProseMirror")
    page.keyboard.press("Control+v")
    page.wait_for_selector(".ProseMirror h2")
    assert pasted(page) == WEB_PAGE
    save(page)
    assert Article.objects.get().body == WEB_PAGE
    assert page.violations == []


def test_one_of_our_own_articles_copied_from_its_page(page, article):
    body = (
        "<p>Lift <strong>twice</strong> a week.</p>\n<h2>How</h2>\n"
        "<ul><li>Squat</li><li>Hinge</li></ul>"
    )
    other = factories.article(title="Other", body=body)
    page.goto(other.get_absolute_url())
    page.evaluate(
        """() => {
            const story = document.querySelector(".prose")
            const parts = [...story.children].filter((each) => each.matches("p, h2, ul"))
            const range = document.createRange()
            range.setStartBefore(parts.find((each) => each.textContent.startsWith("Lift")))
            range.setEndAfter(parts.find((each) => each.localName === "ul"))
            getSelection().removeAllRanges()
            getSelection().addRange(range)
        }"""
    )
    page.keyboard.press("Control+c")
    edit(page, article)
    page.click(".ProseMirror")
    page.keyboard.press("Control+v")
    page.wait_for_selector(".ProseMirror h2")
    assert pasted(page) == body


def test_a_part_of_an_article_is_moved_to_another_whole(page):
    body = (
        '<p>First.</p>\n<h2 data-number="1">A cause</h2>\n'
        '<aside class="callout fix"><p>Do this.</p></aside>\n'
        '<figure data-diagram="hip-hinge"><figcaption>The hinge</figcaption></figure>\n'
        "<p>Last.</p>"
    )
    edit(page, factories.draft(title="One", slug="one", body=body))
    page.click(".ProseMirror p >> nth=0")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    edit(page, factories.draft(title="Two", slug="two", body=""))
    page.click(".ProseMirror")
    page.keyboard.press("Control+v")
    page.wait_for_selector(".ProseMirror figure")
    assert pasted(page) == body
