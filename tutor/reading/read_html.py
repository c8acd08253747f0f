"""A web page to paragraphs: its text alone. Scripts are not run, nothing it names is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from tutor.core.errors import DocumentUnreadable
from tutor.reading.read_text import decoded
from tutor.reading.text import Paragraph, one_line, tidy

_SKIPPED = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "audio", "video", "canvas",
    "nav", "aside", "footer", "form", "button", "select", "textarea", "dialog", "rt", "rp", "head",
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    "address article blockquote body center dd details div dl dt figcaption figure header hr li main ol p pre section "  # noqa: SIM905
    "summary table tbody td tfoot th thead tr ul".split()
)
# What readers do not see must not speak to the model either.
_HIDDEN = (
    "//*[@hidden or @aria-hidden='true' or contains(translate(@style, ' ', ''), 'display:none') "
    "or contains(translate(@style, ' ', ''), 'visibility:hidden')]"
)
_MAIN = "//article | //main | //*[@role='main']"
# A part of the page that holds this much of its text is what the page is about.
_ENOUGH = 0.4
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,40})|encoding=["']([\w-]{2,40})""", re.IGNORECASE
)


def looks_like_html(data: bytes) -> bool:
    """Whether these bytes are a web page rather than plain text."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<html" in head[:2048]


def read_html(data: bytes) -> tuple[str, list[Paragraph]]:
    """The title and paragraphs of a page. Raises DocumentUnreadable."""
    # Told in one encoding, the parser heeds no other that the page may name.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(_decoded(data).encode(errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentUnreadable(detail=str(error)) from error
    title = one_line(root.findtext(".//title") or "")
    etree.strip_elements(root, *_SKIPPED, with_tail=False)
    for element in root.xpath(_HIDDEN):
        if element.getparent() is not None:
            element.drop_tree()
    return title, list(_paragraphs(_main(root)))


def _decoded(data: bytes) -> str:
    named = _CHARSET.search(data[:4096])
    if named:
        try:
            return data.decode((named[1] or named[2]).decode("ascii"))
        except (LookupError, ValueError):
            pass  # no such encoding, or it is not in it
    return decoded(data)


def _main(root: html.HtmlElement) -> html.HtmlElement:
    """The part of a page that it is about; the whole page when none stands out."""
    whole = len(root.text_content())
    best = max(root.xpath(_MAIN), key=lambda element: len(element.text_content()), default=root)
    return best if len(best.text_content()) >= _ENOUGH * whole else root


def _paragraphs(root: html.HtmlElement) -> Iterator[Paragraph]:
    section, parts = "", [""]
    for event, element in etree.iterwalk(root, events=("start", "end")):  # no recursion: pages can be nested deep
        tag = element.tag
        if tag in _BLOCKS and (text := tidy("".join(parts))):
            if event == "end" and tag in _HEADINGS:
                section = one_line(text)
            else:
                yield Paragraph(text, section)
        if tag in _BLOCKS:
            parts = []
        if event == "start":
            parts.append("\n" if tag == "br" else _flat(element.text))
        elif element is not root:
            parts.append(_flat(element.tail))
    if text := tidy("".join(parts)):
        yield Paragraph(text, section)


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
