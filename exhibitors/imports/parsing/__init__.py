"""What the cells of lists mean, each kind of value in a module of its own."""
