"""The mechanisms page's own parts."""
