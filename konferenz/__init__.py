"""The ground floor of the house and the Django project: it imports no other app, it only names them in its settings."""
