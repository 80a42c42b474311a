"""What would make a glossary and the pages that use it better."""
