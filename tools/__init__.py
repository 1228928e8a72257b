"""Setting up and running the product. Standard library only until the environment exists."""
