"""The deck as values: which slides there are, what each says and shows, before stage, PPTX or paper draws them."""
