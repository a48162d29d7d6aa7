"""The reference city server: one process, one SQLite file. Started only in the trial or by `ttcs hub serve`."""
