"""A provider's file judged before it is published: the dry run, its summary, and the page for people."""
