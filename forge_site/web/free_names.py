"""Names of which there may be but one of a kind: short names, addresses, keys of sources."""


def free_name(wanted: str, taken, longest: int) -> str:
    """
    Return `wanted`, or if it is among `taken`, it with a number from 2 on that makes it free.

    At most `longest` characters: `wanted` is cut for the number. The next number, if none was
    left out, found by doubling and halving: a file may hold thousands of sources of one name.
    """

    def numbered(number):
        ending = f"-{number}"
        return wanted[: longest - len(ending)] + ending

    if wanted not in taken:
        return wanted
    above = 2
    while numbered(above) in taken:
        above *= 2
    below = above // 2  # taken, or the name itself
    while above - below > 1:
        middle = (above + below) // 2
        if numbered(middle) in taken:
            below = middle
        else:
            above = middle
    return numbered(above)


def free_slug(rows, wanted: str, reserved=()) -> str:
    """
    Return `wanted` or its `free_name` among the slugs of `rows`, a queryset of its model.

    Those `reserved` are no row's.
    """
    longest = rows.model._meta.get_field("slug").max_length
    # Those that begin alike, with room for the number.
    alike = rows.filter(slug__startswith=wanted[: longest - 8])
    taken = {*reserved, *alike.values_list("slug", flat=True)}
    return free_name(wanted, taken, longest)
