"""The plain pages to sign in on: drawn here, without Streamlit and without a script."""
