"""Reading spreadsheets: bytes of any kind that offices send, in; raw cells and the table among them, out."""
