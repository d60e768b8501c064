"""How allauth fits into the house: closed sign-up, letters through the outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Kontenadapter(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
