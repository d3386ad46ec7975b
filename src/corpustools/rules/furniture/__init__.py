"""What belongs to the page and not to the article: menus, buttons, notices, sections of other things."""
