"""A worker's delivery as a process of its own, to be killed: ``deliver_alone.py NETWORK TARGET INSTANT``."""

import sys
from datetime import datetime
from uuid import UUID

import django

django.setup()

from kennisruil.bookkeeping.actions import deliver_batch  # noqa: E402  # after Django is set up
from kennisruil.bookkeeping.adapters import adapter_for  # noqa: E402  # after Django is set up
from kennisruil.bookkeeping.rules.targets import Target  # noqa: E402  # after Django is set up
from kennisruil.network.queries import network_by_id  # noqa: E402  # after Django is set up
from kennisruil.shared.actors import Actor  # noqa: E402  # after Django is set up

network_id, target, at = UUID(sys.argv[1]), Target(sys.argv[2]), datetime.fromisoformat(sys.argv[3])
network = network_by_id(network_id=network_id)
adapter = adapter_for(target, network_id=network_id, slug=network.slug, title=network.name)
print("delivering", flush=True)
while deliver_batch(network_id=network_id, target=target, adapter=adapter, by=Actor.job("test"), at=at):
    pass
