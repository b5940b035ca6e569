"""Who may sign in, as what, and for which provinces; `python -m data.accounts` manages them."""
