"""Tables going out as files: a workbook, or delimited text; no cell of either is ever taken for a formula."""
