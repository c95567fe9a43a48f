"""Where the pictures of a plan have their lines: values for SVG attributes."""
