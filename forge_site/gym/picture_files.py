"""
The files behind a Picture: stored when one is uploaded, removed when it goes.

They are drawn before anything is written: that takes a second, and on SQLite nobody could book
while it waits inside a transaction.
"""

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from PIL import Image

from forge_site.gym.models import Picture
from forge_site.gym.picture_uses import redraw
from forge_site.web.free_names import free_slug
from forge_site.web.images import ImageProblem, make_renditions, read_master, store_master

# The columns that `store_picture` fills.
FILES = ("file", "width", "height", "renditions")


def read_upload(upload):
    """Return the safe image in `upload`. Raises ValidationError, code "image", in words."""
    try:
        return read_master(upload)
    except ImageProblem as problem:
        raise ValidationError(str(problem), code="image") from problem


def store_picture(picture, upload):
    """
    Store `upload` (a file, or what `read_upload` returned) as the files of `picture`.

    Fills file, width, height and renditions; saving the row is left to the caller, and so are
    the files of a former upload. The upload itself is kept nowhere. Raises ValidationError if
    it cannot be used.
    """
    master = upload if isinstance(upload, Image.Image) else read_upload(upload)
    stem = slugify(picture.slug or picture.title)[:60] or "picture"
    picture.file.name = store_master(master, default_storage, stem)
    picture.width, picture.height = master.size
    picture.renditions = make_renditions(master, default_storage, stem)
    return picture


def add_picture(picture, upload):
    """
    Store the new `picture` and its files, and return it.

    Its short name is made of its title, unless it has one already. Two people may send the same
    one at once: the later gets the next.
    """
    store_picture(picture, upload)
    wanted = picture.slug or slugify(picture.title)[:60].strip("-") or "picture"
    while True:
        picture.slug = free_slug(Picture.objects.all(), wanted)
        try:
            with transaction.atomic():
                picture.save()
        except IntegrityError:
            if not Picture.objects.filter(slug=picture.slug).exists():
                raise
        else:
            return picture


def change_picture(picture, upload=None):
    """
    Save `picture`, with the files of `upload` if there is one, and redraw its texts.

    The files it had go once all of it is committed; if it cannot be, the new ones do. Without
    an upload it keeps those it has by now, even if `picture` was read before they came.
    """
    if upload:
        store_picture(picture, upload)
    try:
        with transaction.atomic():
            stored = Picture.objects.select_for_update().get(pk=picture.pk)
            if upload:
                remove_picture_files(stored)
            else:
                for name in FILES:
                    setattr(picture, name, getattr(stored, name))
            picture.save()
            redraw(picture)
    except BaseException:
        if upload:
            remove_unused_files([picture])
        raise


def remove_picture_files(picture):
    """Remove the files `picture` has now, once it is committed that it has them no more."""
    _remove_when_committed(_names(picture.file.name, picture.renditions))


def remove_unused_files(pictures):
    """Remove the files of `pictures` that could not be saved, but for those others show."""
    names = set().union(*(_names(each.file.name, each.renditions) for each in pictures))
    if names:
        _remove_unused(names)


def _names(master, renditions):
    return {name for name in (master, *(each["name"] for each in renditions)) if name}


def _remove_when_committed(names):
    if names:
        transaction.on_commit(lambda: _remove_unused(names))


def _remove_unused(names):
    """Delete files no picture names: equal pictures share their files."""
    used = set()
    for master, renditions in Picture.objects.values_list("file", "renditions"):
        used |= _names(master, renditions)
    for name in names - used:
        default_storage.delete(name)
