"""Documents: deliverables made from a template and the answers, and what their workbooks hold."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from collab_playbook.model.shape import Boolean, Guard, Id, Shape

WORKBOOK: Final = "xlsx"
"""The format that a workbook is made in."""
SHEET_SOURCES: Final = ("scorecard", "readings", "indicators", "raci", "roles", "load")
"""What a sheet may hold besides the entries of a question."""


class WorkbookSheet(Shape):
    """A sheet of a document's workbook: what it holds, by name."""

    id: Id = Field(description="How the sheet is named; never translated.")
    title: str = Field(description="What people read on it.")
    from_: str = Field(
        alias="from",
        description="`scorecard`, `readings`, `indicators`, `raci`, `roles`, `load`, or a question "
        "of type records: barriers.items.",
    )
    columns: tuple[Id, ...] = Field(
        (), description="For a question: its fields to hold, in this order; all if absent."
    )
    chart: Literal["line", "bars"] | None = Field(
        None, description="Draws its numbers, on a sheet of its own."
    )
    series: tuple[Id, ...] = Field(
        (), description="For a question: its fields to draw; all with numbers if absent."
    )


class Document(Shape):
    """A deliverable made from a template and the answers."""

    id: Id = Field(description="How the document is named; its folder is named after it.")
    title: str = Field(description="Its name, as people read it.")
    audience: str = Field(description="Who reads it.")
    step: Id = Field(description="The step that it comes from.")
    scope: Literal["programme", "circle", "community"] = Field(
        "programme", description="Written once, or for each circle or community."
    )
    kind: str = Field(description="What sort of document: charter, sheet, register, letter, ...")
    formats: tuple[str, ...] = Field(("md",), description="The formats that it is meant for.")
    when: Guard | None = Field(None, description="Built only where this guard is true.")
    restricted: Boolean = Field(
        default=False, description="For named readers only; sensitive answers stay readable."
    )
    purpose: str = Field("", description="What it is for, in a sentence or two.")
    workbook: tuple[WorkbookSheet, ...] = Field(
        (), description="The sheets of its workbook, for the format xlsx."
    )
