"""The migrations of the store's schema, run by `data.database` when a store is opened."""
