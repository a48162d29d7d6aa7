"""Charts of the figures: trends by month, topics, sources of airtime, clusters; the measures of the reports."""
