"""How far the topics of a year have been told: by week and by channel, with the airings behind every number."""
