"""
Search over articles, coaches, programs and questions: `articles.search.finding.find`.

    words         pure: a text as stems, as kept in `Article.stems`
    ranking       pure: which of the candidates come first
    correction    pure: words nobody wrote, mended with those the site uses
    highlighting  pure: the passage to show, its found words marked
    finding       the database: rows in, results out
    restemming    the database: stems made anew when a version stems otherwise

The database keeps the stems of each article, made once when it is saved; which rows hold a
stem, and all else, is worked out here, so SQLite and PostgreSQL cannot disagree.
"""
