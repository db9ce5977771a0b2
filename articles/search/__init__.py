"""
Search over articles, coaches, programs and questions: `articles.search.finding.find`.

    words         pure: a text as stems, as kept in `Article.stems`
    ranking       pure: which of the candidates come first
    correction    pure: words nobody wrote, mended with those the site uses
    highlighting  pure: the passage to show, its found words marked
    finding       the database: candidates in, results out

The database only says which rows hold a stem; all else happens here, so SQLite and
PostgreSQL cannot disagree.
"""
