"""The zones page: what it reads, its list, its map, its cards."""
