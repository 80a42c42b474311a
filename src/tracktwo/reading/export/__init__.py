"""An edited lesson goes back into its captions."""
