"""Routes and middleware beside the pages."""
