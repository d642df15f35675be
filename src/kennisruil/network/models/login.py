"""Signing in: a login is global, its membership opens a network."""

from typing import ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kennisruil.network.models.member import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class LoginManager(BaseUserManager["Login"]):
    """Makes logins; there is no superuser, the office role is per network."""

    def create_user(self, email: str, password: str | None = None, id: UUID | None = None, **fields: object) -> "Login":
        """Make a login; without a password it signs in by a mailed code."""
        login = self.model(id=id or new_id(), email=self.normalize_email(email).lower(), **fields)
        login.set_password(password)
        login.save(using=self._db)
        return login


class Login(AbstractBaseUser):
    """A person's global sign-in. A global table: one person may belong to several networks."""

    id = models.UUIDField(primary_key=True, default=new_id)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="nl")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = LoginManager()

    # Django and allauth ask every user these; nobody has rights over all networks here.
    is_staff = False
    is_superuser = False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Nobody has Django's permissions: rights are roles in a network."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """See :meth:`has_perm`."""
        return False


class Membership(ActedModel):
    """A login's place in a network. Readable by its own login (a policy of its own) and within the network."""

    login = models.ForeignKey(Login, on_delete=models.PROTECT, related_name="+")
    member = NetworkKey(Member)
    is_office = models.BooleanField(default=False)
    may_keep_books = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "login"], name="network_membership_once"),
            models.UniqueConstraint(fields=["network_id", "member"], name="network_membership_member_once"),
        ]
