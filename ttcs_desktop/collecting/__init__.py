"""Reports that agencies owe this unit: who owes, who was reminded, what came in, what it adds up to."""
