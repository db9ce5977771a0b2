"""
How long a search takes with 2,000 articles: prints the median, p95 and worst of many runs,
by the clock and by the processor time of this process. On a machine that does other things
only the second says something; with PostgreSQL it leaves the server's share out.

    python -m tests.bench.bench_search

Uses a database of its own, made and removed as for tests, on whatever DATABASE_URL names.
Each article is a sample article with its paragraphs shuffled and some of others mixed in, so
that a word stands in many articles but not in all, and a vocabulary that grows as that of a
real site does. Prints, asserts nothing.
"""

import os
import random
import statistics
import time

ARTICLES = 2_000
RUNS = 20
QUERIES = (
    "lower back pain",
    "protein",
    "how many days a week should I lift",
    "strength training",
    "protien",
    "excersise after 40",
    "sleep",
    "maya",
    "knee hurts when I squat deep after a long day",
    "zercher",
    "what does it cost",
    "train",
)


def build():
    """Store ARTICLES articles beside the sample site."""
    from articles.models import Article
    from tests.articles import sample_site

    sample_site.build()
    chance = random.Random(7)  # the same articles in every run
    sources = list(Article.objects.all())
    own = {
        one.pk: [part for part in one.body.split("</p>") if "<p>" in part] for one in sources
    }
    paragraphs = [part for parts in own.values() for part in parts]
    rare = [
        "".join(chance.choices("abdefgiklmnoprstu", k=chance.randint(5, 9)))
        for _ in range(8_000)
    ]
    rows = []
    for number in range(ARTICLES - len(sources)):
        source = chance.choice(sources)
        parts = chance.sample(own[source.pk], 14) + chance.sample(paragraphs, 4)
        text = "".join(parts)
        text += f"<p>{' '.join(chance.sample(rare, 60))}</p>"
        row = Article(
            title=f"{source.title[:80]} {chance.choice(rare)}",
            slug=f"bench-{number}",
            topic=source.topic,
            summary=source.summary,
            body=text,
            published_at=source.published_at,
        )
        row.save()
        rows.append(row)
    return rows


def measure():
    """Print the times, in milliseconds, of RUNS times all QUERIES."""
    from articles.search.finding import find

    cold = time.perf_counter()
    find("zrecher")
    print(f"first search, which reads the stems of all articles: {_since(cold):.0f} ms")
    by_clock, by_processor = [], []
    for query in QUERIES:
        times = []
        for _ in range(RUNS):
            started, used = time.perf_counter(), time.process_time()
            found = find(query)
            times.append((time.process_time() - used) * 1_000)
            by_clock.append(_since(started))
        by_processor += times
        print(f"{statistics.median(times):7.1f} ms  {found.total:5} found  {query}")
    for name, times in (("clock", by_clock), ("processor", by_processor)):
        times.sort()
        print(
            f"{len(times)} searches, {ARTICLES} articles, by the {name}: "
            f"median {statistics.median(times):.1f} ms, "
            f"p95 {times[int(len(times) * 0.95)]:.1f} ms, worst {times[-1]:.1f} ms"
        )


def _since(started):
    return (time.perf_counter() - started) * 1_000


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    from django.db import connection

    django.setup()
    own = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        build()
        measure()
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)


if __name__ == "__main__":
    main()
