"""
The files behind a Picture: stored when one is uploaded, removed when it goes.

They are drawn before anything is written: that takes a second, and on SQLite nobody could book
while it waits inside a transaction.
"""

from contextlib import contextmanager

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
    with _kept_or_cleared(picture):
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
    an upload it keeps those it has by now, even if `picture` was read before they came. Raises
    Picture.DoesNotExist if somebody has deleted it meanwhile.
    """
    with _kept_or_cleared(picture):
        if upload:
            master = upload if isinstance(upload, Image.Image) else read_upload(upload)
            store_picture(picture, master)
        with transaction.atomic():
            stored = Picture.objects.select_for_update().get(pk=picture.pk)
            if upload:
                # Equal ones may have been there already, and gone with another change of it.
                if not all(map(default_storage.exists, _names_of(picture))):
                    store_picture(picture, master)
                remove_picture_files(stored)
            else:
                for name in FILES:
                    setattr(picture, name, getattr(stored, name))
            picture.save()
            redraw(picture)


@contextmanager
def _kept_or_cleared(picture):
    """Clear the files of `picture` away if it cannot be saved."""
    try:
        yield
    except BaseException:
        remove_unused_files([picture])
        raise


def remove_picture_files(picture):
    """Remove the files `picture` has now, once it is committed that it has them no more."""
    if names := _names_of(picture):
        transaction.on_commit(lambda: _remove_unused(names))


def remove_unused_files(pictures):
    """Remove the files of `pictures` that could not be saved, but for those others show."""
    if names := set().union(*map(_names_of, pictures)):
        _remove_unused(names)


def _names_of(picture):
    names = (picture.file.name, *(each["name"] for each in picture.renditions))
    return {name for name in names if name}


@transaction.atomic
def _remove_unused(names):
    """
    Delete files no picture names: equal pictures share their files.

    Under the lock of all of them: who saves one that names such a file again has done so, or
    waits and then finds it missing.
    """
    pictures = Picture.objects.select_for_update().only("file", "renditions")
    for name in names.difference(*map(_names_of, pictures)):
        default_storage.delete(name)
