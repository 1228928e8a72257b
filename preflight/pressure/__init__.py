"""Who is contacted too often, and by what. Source: rules.md, contact-pressure."""
