"""
What a coach does with an article: save it, publish it, schedule it, take it down, go back.

The rule behind all of it: what readers see changes only by `publish`, `schedule`,
`unschedule`, `withdraw` and `bring_back`. Everything that is typed goes into the draft.
Each function is one transaction; `by` is the member of staff, None for a command.
"""

from datetime import timedelta
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from articles.content import clean_content
from articles.models import Article, ArticleDraft, ArticleVersion
from forge_site.gym.moving import moved
from forge_site.gym.redirects import page_gone, page_is_back

# A clock may be a little off, and a form stands open for a while: "now" is allowed this late.
LATE = timedelta(minutes=10)


@transaction.atomic
def save_draft(*, article, content, by, seen=None, page_key=None, now=None):
    """
    Keep `content` as the working copy of `article` and return the draft, None if nothing in
    it differs from what readers see.

    A new article (unsaved) is stored with it. Until an article was published for the first
    time it says what its draft says; after that readers keep what they have. `seen` is the
    `working_copy_mark` the writer started from: if somebody saved since, ValidationError,
    code "conflict", names them. `page_key` (a UUID) is that of the page it was typed in.
    """
    now = now or timezone.now()
    content = clean_content(content)
    if article.pk is None:
        article.title, article.slug = content["title"], content["slug"]
        article.save()
    article = _locked(article)
    if seen is not None:
        refuse_conflict(article=article, seen=seen, page_key=page_key)
    whole = working_content(article) | content
    if article.published_at is None:
        article.apply(whole)
    elif whole == article.content():
        ArticleDraft.objects.filter(article=article).delete()
        return None
    saved = {"content": whole, "saved_at": now, "saved_by": by, "page_key": page_key}
    draft, is_new = ArticleDraft.objects.update_or_create(article=article, defaults=saved)
    if is_new and article.published_at and article.published_at <= now:
        share(article=article, key=None)  # a link from before its hour ended at that
    return draft


@transaction.atomic
def publish(*, article, by, at=None, note="", now=None):
    """
    Show readers the working copy of `article`, from `at` on (now, if not given).

    Writes a version and ends the draft. An article that is live keeps its date of
    publication, one that waits for its hour keeps it unless `at` says otherwise, a withdrawn
    one comes back. An article readers knew leaves a redirect if it got another slug. Raises
    ValidationError with a sentence for each field that is not fit to publish.
    """
    now = now or timezone.now()
    article = _locked(article)
    was_live, old_path = article.is_live(now), article.get_absolute_url()
    draft = ArticleDraft.objects.filter(article=article).first()
    if draft:
        article.fill(draft.content)
    if not was_live or at:
        waiting = article.published_at and article.published_at > now
        article.published_at = at or (article.published_at if waiting and draft else now)
    was_withdrawn, article.withdrawn_at = article.withdrawn_at is not None, None
    article.updated_at = max(now, article.published_at)
    if article.is_live(now):
        article.preview_key = None
    article.full_clean()
    article.apply(draft.content if draft else {})
    if was_live or was_withdrawn:
        moved(old_path, article.get_absolute_url())
        article.refresh_from_db()  # a link of it to itself was mended as well
    page_is_back(article.get_absolute_url())
    if draft:
        draft.delete()
    _make_version(article, by=by, note=note, now=now)
    return article


def schedule(*, article, by, at, note="", now=None):
    """
    Show readers the working copy of `article` from the instant `at` on.

    Raises ValidationError if `at` is past or the article is live already.
    """
    now = now or timezone.now()
    if article.is_live(now):
        raise ValidationError(
            "This article is live already. Publish the changes, or withdraw it first.",
            code="live",
        )
    if at < now - LATE:
        raise ValidationError({"publish_at": "This time is past. Choose a later one."})
    return publish(article=article, by=by, at=at, note=note, now=now)


@transaction.atomic
def unschedule(*, article, by, now=None):
    """Make a draft again of an article that was to go live later."""
    now = now or timezone.now()
    article = _locked(article)
    if article.published_at is None or article.is_live(now):
        raise ValidationError("This article is not scheduled.", code="not_scheduled")
    content = working_content(article)
    article.published_at = article.withdrawn_at = None
    article.save(update_fields=["published_at", "withdrawn_at"])
    save_draft(article=article, content=content, by=by, now=now)
    return article


@transaction.atomic
def withdraw(*, article, by, lead_to="", now=None):
    """
    Take a live article down. Its address leads to the path `lead_to`, or says it is gone.

    The article, its draft and its versions stay, and a secret link to that draft; one from
    before an hour at which the article went live by itself ended at that.
    """
    now = now or timezone.now()
    article = _locked(article)
    if not article.is_live(now):
        raise ValidationError("Only a live article can be withdrawn.", code="not_live")
    article.withdrawn_at = now
    if not hasattr(article, "draft"):
        article.preview_key = None
    article.save(update_fields=["withdrawn_at", "preview_key"])
    page_gone(article.get_absolute_url(), lead_to)
    return article


@transaction.atomic
def bring_back(*, article, by, now=None):
    """Show a withdrawn article to readers again, as it was."""
    article = _locked(article)
    if article.withdrawn_at is None:
        raise ValidationError("This article is not withdrawn.", code="not_withdrawn")
    article.withdrawn_at = None
    article.save(update_fields=["withdrawn_at"])
    page_is_back(article.get_absolute_url())
    return article


def restore(*, version, by, seen=None, now=None):
    """
    Make `version` the working copy of its article again; publishing it is a step of its own.

    The slug stays: an address is never changed by going back in time.
    """
    content = {name: part for name, part in version.content.items() if name != "slug"}
    return save_draft(article=version.article, content=content, by=by, seen=seen, now=now)


@transaction.atomic
def discard_changes(*, article, by):
    """Throw away what is unpublished of an article that was published."""
    article = _locked(article)
    if article.published_at is None:
        raise ValidationError("This article was never published.", code="never_published")
    ArticleDraft.objects.filter(article=article).delete()
    return article


@transaction.atomic
def remove(*, article, now=None):
    """Delete an article for good, with its draft and versions; its address says it is gone."""
    if article.is_live(now):
        page_gone(article.get_absolute_url())
    article.delete()


def share(*, article, key):
    """Let the secret link with `key` open what readers cannot see yet; None ends the link."""
    Article.objects.filter(pk=article.pk).update(preview_key=key)


def shared(key, now=None):
    """
    Return the article whose secret link has `key`, None if there is nothing to see by it.

    There is as long as something is unpublished, and until a scheduled one goes live.
    """
    article = Article.objects.select_related("draft").filter(preview_key=key).first()
    return article if article and can_be_shared(article, now) else None


def can_be_shared(article, now=None):
    """Return whether there is something about `article` that readers cannot see yet."""
    waits = article.published_at is not None and article.published_at > (now or timezone.now())
    return hasattr(article, "draft") or waits


def working_content(article):
    """Return the content staff are working on: that of the draft, else what readers see."""
    draft = ArticleDraft.objects.filter(article=article).first()
    return article.content() | (draft.content if draft else {})


def working_copy_mark(article):
    """Return a text that changes with every save of the working copy of `article`."""
    draft = ArticleDraft.objects.filter(article=article).only("saved_at").first()
    return (draft.saved_at if draft else article.updated_at).isoformat()


def key_of_save(page_key, seen):
    """
    Return the key under which a page saves what it typed on the copy of mark `seen`, or None.

    Sent again for want of an answer it is the same. An older state of the page, as a browser
    sends it when a refused form is loaded anew, has another and is told of the conflict.
    """
    return page_key and uuid5(page_key, seen or "")


def saved_last_on(page_key):
    """Return the article whose working copy the page of `page_key` saved last, or None."""
    return page_key and Article.objects.filter(draft__page_key=page_key).first()


def refuse_conflict(*, article, seen, page_key=None):
    """
    Raise ValidationError, code "conflict", if the working copy is not the one of mark `seen`.

    What the page of `page_key` saved last is its own, though the answer that told it the mark
    was lost on the way. Inside a transaction nobody else can save between this and its end.
    """
    _locked(article)
    if seen == working_copy_mark(article) or article == saved_last_on(page_key):
        return
    draft = ArticleDraft.objects.filter(article=article).select_related("saved_by").first()
    who = (draft and draft.saved_by and draft.saved_by.get_username()) or "Somebody"
    raise ValidationError(
        "%(who)s saved this article while you were writing. Nothing of yours is lost: it "
        "stands below, unsaved. Open the article in a second tab and compare. If you save "
        "again, yours replaces theirs.",
        code="conflict",
        params={"who": who},
    )


def _locked(article):
    """Return `article` afresh; no second writer gets past here until this one is done."""
    return Article.objects.select_for_update().get(pk=article.pk)


def _make_version(article, *, by, note, now):
    number = (article.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    return ArticleVersion.objects.create(
        article=article,
        number=number,
        made_at=now,
        made_by=by,
        note=note,
        content=article.content(),
    )
