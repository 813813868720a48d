"""The documentation: what is generated in it, and whether it is true."""
