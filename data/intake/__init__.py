"""From a spreadsheet's cells to a saved batch: columns, values, rules, difference, and the words of problems."""
