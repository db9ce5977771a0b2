"""
Take the README's pictures of a running site: `.venv/bin/python .ci/screenshots/take.py URL`.

URL is that of a site with its sample content, as `manage.py quickstart` serves it.
"""

import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SIZE = {"width": 1280, "height": 960}
ARTICLE = "/articles/lower-back-pain-and-training/"


def take(url):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport=SIZE)
        page.goto(url, wait_until="networkidle")
        keep(page, "home")
        page.goto(url + ARTICLE, wait_until="networkidle")
        page.evaluate(
            "scrollBy(0, document.querySelector('h2 b').getBoundingClientRect().top - 70)"
        )
        page.wait_for_timeout(500)
        keep(page, "article")
        page.goto(url + page.locator("a[href*='&at=']").first.get_attribute("href"))
        page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, 0)")
        keep(page, "booking")
        browser.close()


def keep(page, name):
    """Keep what `page` shows as a small PNG: 800 pixels wide, 256 colours."""
    path = HERE / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as shot:
        height = round(shot.height * 800 / shot.width)
        small = shot.convert("RGB").resize((800, height), Image.Resampling.LANCZOS)
    small.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    take(sys.argv[1].rstrip("/"))
