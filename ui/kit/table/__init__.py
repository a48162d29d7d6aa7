"""The one table of the program: a list of columns over dataclasses (`columns`), shown by `view.GridView`."""
