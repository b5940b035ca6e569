"""The Upload page: from a file to a receipt, step by step."""
