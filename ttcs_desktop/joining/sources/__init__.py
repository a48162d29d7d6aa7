"""How far what each PC of the ward made is in this record."""
