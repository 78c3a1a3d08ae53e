"""The forms of a page, as a browser sees them."""

from __future__ import annotations

import html.parser
import re
from dataclasses import dataclass, field


class Forms(html.parser.HTMLParser):
    """The forms of a page that change something: where they lead, and what a browser would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.form: Form | None = None
        self.names: dict[str, Form] = {}
        self.choice: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        at = {name: value or '' for name, value in attributes}
        if tag == 'form':
            self.form = Form(at.get('action', ''), at.get('enctype', '').startswith('multipart'))
            if at.get('method', '').lower() == 'post':
                self.found.append(self.form)
            self.names[at.get('id', '')] = self.form
        form = self.names.get(at['form'], self.form) if at.get('form') else self.form
        name = at.get('name')
        if not form or not name:
            return
        if tag in ('input', 'textarea', 'select', 'button'):
            form.takes.setdefault(name, at.get('type', tag))
            if tag != 'input' or at.get('type') not in ('checkbox', 'radio', 'file') or 'checked' in at:
                form.values.setdefault(name, at.get('value', ''))
        if tag == 'button' and at.get('formaction'):
            other = Form(at['formaction'], form.multipart, form.takes, form.values)
            self.found.append(other)

    def handle_endtag(self, tag: str) -> None:
        if tag == 'form':
            self.form = None


@dataclass
class Form:
    action: str
    multipart: bool
    takes: dict[str, str] = field(default_factory=dict)  # the kind of each
    values: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Forms that differ only in what they are of are one."""
        return re.sub(r'(?<=/)(\d+|[\w-]{16,})(?=/|$)', '#', self.action.split('?')[0])
