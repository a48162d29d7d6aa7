"""What needs paper or network, without a widget: the window and the command line both call it."""
