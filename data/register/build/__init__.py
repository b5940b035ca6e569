"""Scripts that rebuild data/files; nothing that the dashboard runs imports them."""
