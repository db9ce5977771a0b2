"""
Uploaded pictures made safe and small: read, checked, turned upright, re-encoded.

Pillow only: no model, no setting. What comes out was drawn anew from pixels, so that no
position, name, colour profile or hidden second file of the upload survives. The limits
are for a small host: a 10 kB file of 9,000 pixels square takes 400 MB to decode.
"""

import io
import struct
import threading
import warnings
import zlib
from hashlib import sha256

from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 25_000_000
# Of kinds that take several copies while they are decoded or flattened: WebP, see-through
# pictures, palettes, 16 bits a pixel. 25 million pixels of these were up to 570 MB.
MOST_COSTLY_PIXELS = 8_000_000
LEAST_WIDTH = 480
LONGEST_SIDE = 2400

AVIF_WIDTHS = (480, 800, 1200, 1600)
JPEG_WIDTHS = (800, 1600)
# Measured on the sample pictures: 42 is where the 1200 px deadlift stays below 25 kB
# without rings around the bar; speeds under 6 cost seconds and save some 5 percent.
AVIF = {"format": "AVIF", "quality": 42, "speed": 6, "max_threads": 1}
JPEG = {"format": "JPEG", "quality": 78, "optimize": True, "progressive": True}
MASTER = {"format": "JPEG", "quality": 90, "optimize": True, "progressive": True}

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

# One picture in memory at a time in each process, however many are uploaded at once.
_one_at_a_time = threading.BoundedSemaphore(1)

TOO_HEAVY = (
    "The picture is larger than 10 MB. Save it smaller, 2400 pixels wide, and try again."
)
TOO_MANY_PIXELS = (
    "The picture has more than 25 million pixels. Scale it down to 2400 pixels wide and try "
    "again."
)
TOO_COSTLY = (
    "A picture of this kind may have 8 million pixels. Scale it down to 2400 pixels wide, or "
    "save it as JPEG, and try again."
)
TOO_NARROW = f"The picture is narrower than {LEAST_WIDTH} pixels. Choose a larger one."
NOT_A_PICTURE = "This is not a picture we can use. Upload a JPEG, PNG or WebP file."
# Pillow reads no HEIC, and a phone turns it into JPEG by itself when it is asked to.
HEIC = (
    "This is a HEIC picture, as iPhones take them. On the phone share it by e-mail or choose "
    "Settings, Camera, Formats, “Most compatible”; on a Mac export it as JPEG."
)
BROKEN = "The picture could not be read to its end: the file is damaged. Save it again."

_SCALED_AS_THEY_ARE = ("L", "RGB", "CMYK")
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")

# What Pillow's parsers raise on damaged or hostile files, beside OSError.
_PARSER_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    EOFError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
)


class ImageProblem(ValueError):
    """The upload cannot be used; the message is a sentence for the person who sent it."""


def read_master(file):
    """
    Return the picture in `file` (binary, seekable) as an RGB image, upright and in sRGB.

    At most LONGEST_SIDE pixels long and high; transparent parts become white; of a moving
    picture the first frame. The image carries no metadata. Raises ImageProblem.
    """
    file.seek(0, io.SEEK_END)
    if file.tell() > MOST_BYTES:
        raise ImageProblem(TOO_HEAVY)
    file.seek(0)
    with _one_at_a_time:
        image = _opened(file)
        try:
            flat = _flat(image)
            # Scaled before anything copies it, and a JPEG while it is decoded: the whole
            # of 25 million pixels is in memory once at most.
            flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            master = _without_metadata(_in_srgb(ImageOps.exif_transpose(flat)))
        except _PARSER_ERRORS as problem:
            raise ImageProblem(BROKEN) from problem
    if master.width < LEAST_WIDTH:
        raise ImageProblem(TOO_NARROW)
    return master


def make_renditions(master, storage, stem):
    """
    Store `master` in the fixed sizes and return one entry for each, as Picture keeps them.

    AVIF and JPEG, none wider than the master. Names carry a hash of the content, so that
    a name never comes to mean another picture and may be kept by browsers for ever.
    """
    return [
        _stored(_scaled(master, width), options, storage, stem)
        for options, widths in ((AVIF, AVIF_WIDTHS), (JPEG, JPEG_WIDTHS))
        for width in _fitting(widths, master.width)
    ]


def store_master(master, storage, stem):
    """Store `master` as JPEG at its own size and return its name in `storage`."""
    return _stored(master, MASTER, storage, stem)["name"]


def _opened(file):
    """Return the image in `file`, its head read and its size checked, not yet decoded."""
    try:
        image = Image.open(file, formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise ImageProblem(TOO_MANY_PIXELS)
        if image.width * image.height > MOST_COSTLY_PIXELS and _is_costly(image):
            raise ImageProblem(TOO_COSTLY)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise ImageProblem(TOO_MANY_PIXELS) from problem
    except ImageProblem:
        raise
    except _PARSER_ERRORS as problem:
        raise ImageProblem(HEIC if _is_heic(file) else NOT_A_PICTURE) from problem
    return image


def _is_costly(image):
    """Whether `image`, not yet decoded, will be in memory more than once."""
    plain = image.mode in _SCALED_AS_THEY_ARE and not image.has_transparency_data
    return image.format == "WEBP" or not plain


def _is_heic(file):
    """Whether `file` opens as HEIC does (ISO/IEC 23008-12: a box "ftyp" with its brand)."""
    file.seek(4)
    head = file.read(8)
    return head[:4] == b"ftyp" and head[4:] in _HEIC_BRANDS


def _flat(image):
    """Return `image` in a mode that can be scaled, transparent parts white."""
    if image.has_transparency_data:
        see_through = image.convert("RGBA")
        flat = Image.new("RGB", image.size, "white")
        flat.paste(see_through, mask=see_through.getchannel("A"))
        flat.info = dict(image.info)
        return flat
    if image.mode.startswith("I"):
        # 16 bits a pixel: convert() alone would clip all but the darkest tones.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode in _SCALED_AS_THEY_ARE else image.convert("RGB")


def _in_srgb(image):
    """Return `image` as RGB in sRGB. A profile that cannot be read is taken for sRGB."""
    profile = image.info.get("icc_profile")
    if profile:
        try:
            return ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert("RGB")


def _without_metadata(image):
    """Return the bare pixels: EXIF, XMP, comments and profile stay behind."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    return bare


def _scaled(image, width):
    """Return `image` at `width` pixels, or as it is if it is no wider."""
    if image.width <= width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _fitting(widths, widest):
    """Return those of `widths` that need no enlarging, or the picture's own width."""
    return [width for width in widths if width <= widest] or [widest]


def _stored(image, options, storage, stem):
    """Store `image` unless it is there already, and return its entry."""
    encoded = io.BytesIO()
    image.save(encoded, **options)
    content = encoded.getvalue()
    kind = options["format"].lower()
    fingerprint = sha256(content).hexdigest()[:12]
    extension = "jpg" if kind == "jpeg" else kind
    name = f"pictures/{stem}-{image.width}-{fingerprint}.{extension}"
    if not storage.exists(name):
        kept = storage.save(name, ContentFile(content))
        if kept != name:  # another process was faster; what is called so is the same
            storage.delete(kept)
    return {
        "format": kind,
        "width": image.width,
        "height": image.height,
        "name": name,
        "bytes": len(content),
    }
