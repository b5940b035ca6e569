"""The one sentence, and its remedy, for each reason why a file cannot be read (codes `file_…`)."""

from __future__ import annotations

from typing import Final

from data.problems import Problem
from data.words import Translate

# Spreadsheets all the same, which Excel can save in a kind that is read.
OTHER_SPREADSHEETS: Final = ("xlsb", "xml2003")


def unreadable_sentences(problem: Problem, _: Translate) -> tuple[str, str]:
    """Say why the file cannot be read, and what to do about it.

    problem.found: the cell of `file_far_cell` (XFD1048576), the type of `file_wrong_type` (PDF), why a file is
    missing (`absent`, `folder`, `forbidden`), or the amount that broke a limit; problem.details: `sheet`, `limit`,
    and `what` is too large (`unpacked`, `cells`).
    """
    copy_table = _("Copy the table alone into a new file and try that one.")
    split_table = _("Split it, for instance by province, or delete sheets and rows that are not needed.")
    whole_file = _("The file is too large: {found}, where {limit} can be read.")
    too_large = {
        "unpacked": _("The file's content is too large: unpacked {found}, where {limit} can be read."),
        "cells": _("The file has too many cells: {found}, where {limit} can be read."),
    }
    foreign = _("This is not a spreadsheet but {found}."), _("Save the table as xlsx or csv and try again.")
    other_spreadsheet = (
        _("Spreadsheets of this kind cannot be read: {found}."),
        _("Open it in Excel or WPS, save it as xlsx and try again."),
    )
    missing = {
        "folder": _("This is a folder, not a file."),
        "forbidden": _("The file may not be read."),
    }
    sentences = {
        "file_missing": (
            missing.get(problem.found, _("There is no such file.")),
            _("Check its name and its folder, and who may read it."),
        ),
        "file_empty": (_("The file is empty."), _("Check that it was saved and copied completely.")),
        "file_too_large": (too_large.get(problem.details.get("what", ""), whole_file), split_table),
        "file_no_table": (
            _("The file holds no table."),
            _("Check that the table was saved in this file; choose the sheet and the header row."),
        ),
        "file_far_cell": (
            _("Sheet “{sheet}” has content as far as cell {found}, far away from the table."),
            _("Delete the rows and columns between the table and that cell, save and try again."),
        ),
        "file_encrypted": (
            _("The file is protected by a password."),
            _("Open it, remove the password, save and try again."),
        ),
        "file_wrong_type": foreign if problem.found not in OTHER_SPREADSHEETS else other_spreadsheet,
        "file_encoding": (
            _("The text's encoding is none of those known (UTF-8, UTF-16, GB18030)."),
            _("Choose the encoding, or save the table as xlsx."),
        ),
        "file_unsafe": (
            _("The file contains what no spreadsheet needs and what can do harm ({found})."),
            _("Open it in Excel or WPS, copy the table into a new file and try that one."),
        ),
        "file_busy": (
            _("Other files are being read just now, and this one had no turn within {limit} seconds."),
            _("Nothing is wrong with it: try again in a moment."),
        ),
        "file_timeout": (
            _("Reading the file took longer than {limit} seconds and was stopped."),
            copy_table,
        ),
        "file_memory": (
            _("Reading the file needed more memory than is allowed and was stopped."),
            copy_table,
        ),
        "file_damaged": (
            _("The file is damaged: its content breaks off or does not fit together."),
            _("Save it again in Excel or WPS, or ask the sender for a new copy."),
        ),
    }
    what, remedy = sentences[problem.code]
    found = _type_name(problem.found, _) if problem.code == "file_wrong_type" else problem.found
    return what.format(found=found, **{"limit": "", "sheet": "", **problem.details}), remedy


def _type_name(found: str, _: Translate) -> str:
    """Give the name of a type as `data.spreadsheets.kinds` finds it."""
    names = {
        "picture": _("a picture"),
        "archive": _("an archive"),
        "program": _("a program"),
        "Word": _("a Word document"),
        "PowerPoint": _("a PowerPoint presentation"),
        "PDF": _("a PDF document"),
        "xlsb": _("a binary workbook (xlsb)"),
        "xml2003": _("an XML spreadsheet of Excel 2003"),
        "mhtml": _("a web archive (mht)"),
        "page": _("a web page without a table"),
        "xml": _("an XML file"),
    }
    return names.get(found, _("a file of an unknown type"))
