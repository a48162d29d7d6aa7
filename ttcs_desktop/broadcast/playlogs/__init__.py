"""Play logs of any vendor: what their columns mean is proposed, corrected by the officer, and remembered."""
