"""The only room that knows SQLite: opening, transactions, schema, backup."""
