"""Files that not everybody may have: the link on a page, the shelf behind it, the route that hands them out."""
