"""The page frame: tokens, navigation, parts, home and public pages."""
