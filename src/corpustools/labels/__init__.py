"""What is learned about lines: features, a model of running text, and the sources' profiles."""
