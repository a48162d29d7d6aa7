"""Why a slot or an item plays on a day, or does not: reasons with their evidence, in the order they are decided."""
