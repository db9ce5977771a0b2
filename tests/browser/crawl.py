"""Walk a running site from its front page, as a search engine does."""

from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from tests.pages.html import Reader


def crawl(url, leave_out=("/admin/",)):
    """
    Return {path: (response, page as Element or None)} of every address of the site itself
    that a link leads to, beginning at "/". Redirects are not followed. The query string is
    part of a path; of the many links that only preselect a time, the first is followed.
    """
    seen, waiting, preselected = {}, ["/"], False
    with httpx.Client(base_url=url, timeout=30) as client:
        while waiting:
            path = waiting.pop(0)
            if path in seen or path.startswith(leave_out):
                continue
            if "at=" in path:
                if preselected:
                    continue
                preselected = True
            response = client.get(path)
            page = parsed(response)
            seen[path] = (response, page)
            waiting += [link for link in links(page, url, path) if link not in seen]
    return seen


def parsed(response):
    if "text/html" not in response.headers.get("content-type", ""):
        return None
    reader = Reader()
    reader.feed(response.text)
    reader.close()
    return reader.root


def links(page, url, path):
    """Every address of the site itself that `page` links to."""
    if page is None:
        return []
    found = []
    for anchor in page.all("a"):
        address = urldefrag(urljoin(url + path, anchor.get("href") or ""))[0]
        if urlsplit(address).netloc == urlsplit(url).netloc:
            parts = urlsplit(address)
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found
