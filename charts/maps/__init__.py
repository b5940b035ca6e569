"""Maps as values and as pictures: what a measure shows of each unit, its shapes, its words, the SVG."""
