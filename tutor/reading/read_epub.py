"""An EPUB to paragraphs: a zip that is opened with bounds, whatever it says of itself."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from tutor.core.errors import DocumentLocked, DocumentTooLong, DocumentUnreadable
from tutor.reading.read_html import read_html
from tutor.reading.text import Paragraph, one_line

# Of all chapters together, unpacked; a long novel has 3 MB.
MOST_UNPACKED = 60_000_000
MOST_CHAPTERS = 3000
_PAGES = ("application/xhtml+xml", "text/html")
_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
# Fonts are often disguised so that they are not lifted from the book; its text is readable all the same.
_DISGUISED_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


class _Archive:
    """The files of a zip. All that is read of it together is bounded."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise DocumentUnreadable(detail=str(error)) from error
        self._left = MOST_UNPACKED

    def has(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """A file's bytes. Raises DocumentUnreadable, DocumentTooLong, DocumentLocked."""
        try:
            with self._zip.open(name) as file:
                data = file.read(self._left + 1)
        except KeyError as error:
            raise DocumentUnreadable(detail=f"{name} is missing") from error
        except RuntimeError as error:  # a zip with a password
            raise DocumentLocked(detail=str(error)) from error
        except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
            raise DocumentUnreadable(detail=str(error)) from error
        self._left -= len(data)
        if self._left < 0:
            raise DocumentTooLong(detail="unpacked")
        return data

    def xml(self, name: str) -> etree._Element:
        """A file as XML whose entities stay unexpanded. Raises DocumentUnreadable, and what `read` raises."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DocumentUnreadable(detail=str(error)) from error


def read_epub(data: bytes) -> tuple[str, list[Paragraph]]:
    """The title and paragraphs of a book, in reading order. Raises DocumentUnreadable, DocumentLocked,
    DocumentTooLong."""
    archive = _Archive(data)
    if archive.has(_ENCRYPTION):
        methods = archive.xml(_ENCRYPTION).xpath("//*[local-name()='EncryptionMethod']/@Algorithm")
        if any(method not in _DISGUISED_FONTS for method in methods):
            raise DocumentLocked()
    paths = archive.xml(_CONTAINER).xpath("//*[local-name()='rootfile']/@full-path")
    if not paths:
        raise DocumentUnreadable(detail="no package")
    package = archive.xml(paths[0])
    folder = posixpath.dirname(paths[0])
    items = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in package.xpath("//*[local-name()='manifest']/*[local-name()='item']")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    order = dict.fromkeys(package.xpath("//*[local-name()='spine']/*[local-name()='itemref']/@idref"))
    found: list[Paragraph] = []
    for chapter in [items[id] for id in order if id in items][:MOST_CHAPTERS]:
        if archive.has(chapter):
            found += _chapter(archive.read(chapter), found[-1].section if found else "")
    titles = package.xpath("//*[local-name()='metadata']/*[local-name()='title']/text()")
    return one_line(titles[0]) if titles else "", found


def _chapter(data: bytes, section: str) -> list[Paragraph]:
    """A chapter's paragraphs; what stands before its first heading goes on the section before."""
    try:
        _, found = read_html(data)
    except DocumentUnreadable:  # one empty or broken page spoils no book
        return []
    return [p if p.section else Paragraph(p.text, section) for p in found]
