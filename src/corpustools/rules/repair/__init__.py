"""Repairs: characters and line ends that the reading text shows differently."""
