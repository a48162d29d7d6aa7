"""The words every room shares: errors, ids, clock, changes, canonical JSON, signatures, periods."""
