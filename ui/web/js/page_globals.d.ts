// What before_first_paint.js leaves in the page: for Streamlit, for ui/look.py and for ui/sign_in/signed_out.py.

interface Window {
  __streamlit: { BACKEND_BASE_URL: string };
  /** The theme that the address asked for as the page was loaded. */
  eaTheme: string | null;
  /** Tells every tab of this browser that its session has ended. */
  eaSession: BroadcastChannel;
}
