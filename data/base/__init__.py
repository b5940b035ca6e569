"""What every package of the numbers uses: errors, language, formats, months, stages and fields of a report, cells."""
