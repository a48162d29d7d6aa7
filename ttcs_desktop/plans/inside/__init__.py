"""What an office keeps inside a task: its steps, notes, and what it has to do with."""
