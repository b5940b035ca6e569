"""The migrations of the store's schema, run by `data.database.engine` when a store is opened."""
