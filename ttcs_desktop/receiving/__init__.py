"""What the city told, taken into the subjects it is about: articles, tasks, topics, notices, returns."""
