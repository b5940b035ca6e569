"""The administrators' page: accounts, sessions, attempts to sign in, and everything that anybody did."""
