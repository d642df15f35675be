"""Tables that belong to no network, each with its reason; every other table stands under row-level security."""

GLOBAL_TABLES = {
    "network_network": "it is the list of networks itself; names and ids only",
    "network_login": "a person signs in before a network is known, and may belong to several",
    "account_emailaddress": "sign-in addresses of logins, kept by allauth",
    "account_emailconfirmation": "confirmations of sign-in addresses, kept by allauth",
    "matching_occupation": "the occupations of ESCO, the same for everybody; nothing of a network",
    "auth_group": "Django's own, empty: rights are roles in a network",
    "auth_group_permissions": "Django's own, empty",
    "auth_permission": "Django's own list of its models",
    "django_content_type": "Django's own list of its models",
    "django_migrations": "which changes of the schema were made",
    "django_session": "browser sessions of logins; a session belongs to no network",
    "procrastinate_jobs": "the queue: names of jobs, ids and the network they run in; the job enters its scope",
    "procrastinate_events": "what happened to jobs; no arguments",
    "procrastinate_periodic_defers": "when periodic jobs were last put in the queue",
    "procrastinate_workers": "which workers are alive",
}
