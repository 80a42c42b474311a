"""What readers meet: templates, styles and scripts."""
