"""What has happened on the Engine, or to one object, as a timeline."""
