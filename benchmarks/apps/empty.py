"""An empty page: a button and one line of text that the button changes."""

import streamlit as st

st.session_state.setdefault("turn", 0)
if st.button("Redraw"):
    st.session_state["turn"] += 1
st.text(f"turn {st.session_state['turn']}")
