"""The briefing on paper: A4 as PDF to be printed and filed, and the same text as DOCX for those who must edit it."""

from reports.paper.pdf import pdf_bytes
from reports.paper.word import docx_bytes

__all__ = ["docx_bytes", "pdf_bytes"]
