"""The meeting: a page to prepare it, a stage above all pages to hold it."""
