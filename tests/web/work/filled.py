"""Forms as a browser fills them in: what a page's form holds, changed, and sent."""

from __future__ import annotations

from html.parser import HTMLParser


class Forms(HTMLParser):
    """The forms of a page: each a dict of what it would send without its buttons."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.buttons: list[list[str]] = []
        self._text, self._select = "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag == "form":
            self.found.append({})
            self.buttons.append([])
        name, value = known.get("name", ""), known.get("value") or ""
        if tag == "button" and self.found:
            self.buttons[-1].append(value)
        if tag == "input" and name and not _is_unchecked(known):
            self._hold(name, value, known.get("type") == "checkbox")
        if tag in ("textarea", "select") and name:
            self.found[-1][name] = ""
            self._text, self._select = (name, "") if tag == "textarea" else ("", name)
        if tag == "option" and "selected" in known:
            self.found[-1][self._select] = value

    def _hold(self, name, value, one_of_many):
        """What a field sends; of boxes with one name each that is ticked."""
        held = self.found[-1].get(name)
        if one_of_many and held is not None:
            value = [*(held if isinstance(held, list) else [held]), value]
        self.found[-1][name] = value

    def handle_data(self, data):
        if self._text:
            self.found[-1][self._text] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            # A browser leaves out the first line end, which Django's own template writes.
            self.found[-1][self._text] = self.found[-1][self._text].removeprefix("\n")
            self._text = ""


def _is_unchecked(known):
    return known.get("type") in ("radio", "checkbox") and "checked" not in known


def form_with(answer, button: str) -> dict[str, str]:
    """What the last form of a page sends that has a button of that value."""
    forms = Forms(answer.content.decode())
    pairs = zip(forms.found, forms.buttons, strict=True)
    return [form for form, buttons in pairs if button in buttons][-1]


def press(client, address: str, button: str, **typed: str):
    """Open a page, change what stands in the form with that button, and press it."""
    return again(client, address, client.get(address), button, **typed)


def again(client, address: str, page, button: str, **typed: str):
    """Change what stands in the form of a page that is open, and press a button of it."""
    names = {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(address, form_with(page, button) | names | {"do": button})
