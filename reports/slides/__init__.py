"""The deck as values: which slides there are, what each says and shows, before stage, PPTX or paper draws them.

A slide stands with its title, its figures and its speaker's notes in the module of its kind, and what it holds in
`model.py`; `deck.py` knows all kinds and their order. Each is drawn by one function of `ui/present/slide_html.py` (the
stage), of `powerpoint/contents.py` (PPTX), and of `reports/paper/contents.py` (PDF and DOCX). A new slide takes these
five places.
"""
