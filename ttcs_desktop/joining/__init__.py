"""Several PCs of one ward: each has the whole record, and takes over what the others saved."""
