"""The store: batches of reports and named views, added and never changed; and the audit of everything done."""
