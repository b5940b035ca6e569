"""The Records page: batches, undo and redo, freshness, the journal of who did what."""
