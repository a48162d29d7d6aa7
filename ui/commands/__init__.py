"""The verbs of the command line, a module a subject; ui/cli.py puts them together. The contract: docs/cli.md."""
