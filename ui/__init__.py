"""All Streamlit code beside the pages."""
