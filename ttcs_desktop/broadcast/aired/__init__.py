"""What really played: on a cluster at a minute, and against what was planned."""
