"""One save = row + history + op in one commit; what waits to be sent; what came back. Knows no subject."""
