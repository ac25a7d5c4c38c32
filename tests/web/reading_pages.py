"""What a page says and where it leads, as a reader gets it."""

import json
import re
from html import unescape


def words(response):
    """The words of a page on one line, without its elements."""
    body = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", body)).split())


def links(response):
    """Where the page leads."""
    return [unescape(each) for each in re.findall(r'href="([^"]+)"', response.content.decode())]


def linked_data(response):
    """The data for programs that stands in the page."""
    found = re.search(
        r'<script type="application/ld\+json">(.+?)</script>', response.content.decode()
    )
    return json.loads(found[1])
