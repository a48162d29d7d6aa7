"""Between the ward and the city: the only room that knows HTTP. The window sees a `Courier`, never this."""
