"""What every package of the numbers uses: errors, language, formats, months, stages, fields of a report."""
