"""The one sentence, and its remedy, for each reason why a file cannot be read (codes `file_…`)."""

from __future__ import annotations

from data.problems import Problem
from data.words import Translate


def unreadable_sentences(problem: Problem, _: Translate) -> tuple[str, str]:
    """Say why the file cannot be read, and what to do about it.

    problem.found: the cell of `file_far_cell` (XFD1048576), the type of `file_unknown_type` (PDF), the amount that
    broke a limit of `file_too_large`; problem.details: `sheet`, `limit`.
    """
    found, sheet, limit = problem.found, problem.details.get("sheet", ""), problem.details.get("limit", "")
    match problem.code:
        case "file_empty":
            what, remedy = _("The file is empty."), _("Check that it was saved and copied completely.")
        case "file_too_large":
            what = _("The file is too large: {found}, where {limit} can be read.").format(
                found=found, limit=limit
            )
            remedy = _("Split it, for instance by province, or delete sheets and rows that are not needed.")
        case "file_unpacks_too_large":
            what = _(
                "The file is small, but its content is too large: {found}, where {limit} can be read."
            ).format(found=found, limit=limit)
            remedy = _("Copy the table alone into a new file and try that one.")
        case "file_too_many_rows":
            what = _("The file has too many cells: {found}, where {limit} can be read.").format(
                found=found, limit=limit
            )
            remedy = _("Split it, for instance by province, or delete sheets and rows that are not needed.")
        case "file_no_sheets":
            what = _("The workbook has no sheet with cells.")
            remedy = _("Check that the table was saved in this file.")
        case "file_far_cell":
            what = _("Sheet “{sheet}” has content in cell {cell}, far away from the table.").format(
                sheet=sheet, cell=found
            )
            remedy = _("Delete the empty-looking rows and columns up to that cell, save and try again.")
        case "file_encrypted":
            what = _("The file is protected by a password.")
            remedy = _("Open it, remove the password, save and try again.")
        case "file_unknown_type":
            what = _("This is not a spreadsheet but {found}.").format(found=_type_name(found, _))
            remedy = _("Save the table as xlsx or csv and try again.")
        case "file_encoding_unreadable":
            what = _("The text's encoding is none of those known (UTF-8, UTF-16, GB18030).")
            remedy = _("Choose the encoding, or save the table as xlsx.")
        case "file_forbidden_content":
            what = _("The file contains what no honest spreadsheet contains ({found}).").format(found=found)
            remedy = _("Open it in Excel or WPS, copy the table into a new file and try that one.")
        case "file_too_slow":
            what = _("Reading the file took longer than {limit} seconds and was stopped.").format(limit=limit)
            remedy = _("Copy the table alone into a new file and try that one.")
        case "file_too_much_memory":
            what = _("Reading the file needed more memory than is allowed and was stopped.")
            remedy = _("Copy the table alone into a new file and try that one.")
        case "header_not_found":
            what = _("No table was found: there is no row of column headers with rows beneath it.")
            remedy = _("Choose the sheet and the header row, or use the template.")
        case _other:
            what = _("The file is damaged: its content breaks off or does not fit together.")
            remedy = _("Save it again in Excel or WPS, or ask the sender for a new copy.")
    return what, remedy


def _type_name(found: str, _: Translate) -> str:
    """Names that are the same in every language stay as they are."""
    names = {
        "picture": _("a picture"),
        "archive": _("an archive"),
        "program": _("a program"),
        "unknown": _("a file of an unknown type"),
        "Word": _("a Word document"),
        "PowerPoint": _("a PowerPoint presentation"),
        "PDF": _("a PDF document"),
        "xlsb": _("a binary workbook (xlsb)"),
        "xml": _("an XML file"),
        "text": _("a text without columns"),
    }
    return names.get(found, found)
