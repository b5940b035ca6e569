"""The briefing on paper: A4 as PDF to be printed and filed, and the same text as DOCX for those who must edit it."""
