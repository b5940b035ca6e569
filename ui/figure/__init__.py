"""The line below a figure: its numbers and its files, drawn in the browser."""
