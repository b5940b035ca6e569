"""The figures behind everything on screen as a workbook, a sheet a topic."""
