"""Min-cost flow over numbered nodes: OR-Tools where it is installed, else SciPy's linear programme."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
# One number for all arcs, or one for each.
Each = Whole | Sequence[int] | int


@dataclass(slots=True)
class Network:
    """Arcs from node to node, each with how much it carries at most and what one unit costs (whole numbers)."""

    blocks: list[tuple[Whole, Whole, Whole, Whole]] = field(default_factory=list)
    nodes: int = 0
    count: int = 0

    def several(self, count: int) -> Whole:
        """Add nodes and give their numbers."""
        self.nodes += count
        return np.arange(self.nodes - count, self.nodes, dtype=np.int64)

    def node(self) -> int:
        """Add a node and give its number."""
        return int(self.several(1)[0])

    def arcs(self, tails: Each, heads: Each, *, capacity: Each = 1, cost: Each = 0) -> Whole:
        """Add arcs, as many as the longest of what is given, and give their numbers."""
        columns = np.broadcast_arrays(*(np.asarray(one, dtype=np.int64) for one in (tails, heads, capacity, cost)))
        block = tuple(np.atleast_1d(column) for column in columns)
        size = len(block[0])
        self.blocks.append((block[0], block[1], block[2], block[3]))
        self.count += size
        return np.arange(self.count - size, self.count, dtype=np.int64)

    @property
    def columns(self) -> tuple[Whole, Whole, Whole, Whole]:
        """Tails, heads, capacities and costs of all arcs."""
        tails, heads, capacities, costs = (np.concatenate(column) for column in zip(*self.blocks, strict=True))
        return tails, heads, capacities, costs


def least_cost(network: Network, *, source: int, sink: int, amount: int, spill: int) -> Whole:
    """Send ``amount`` from source to sink as cheaply as can be and give what each arc carries.

    What does not fit, or would cost more than ``spill`` a unit, stays behind. Costs are such that no circle is free.
    """
    spilled = int(network.arcs(source, sink, capacity=amount, cost=spill)[0])
    supplies = np.zeros(network.nodes, dtype=np.int64)
    supplies[source], supplies[sink] = amount, -amount
    return _solver()(network, supplies)[:spilled]


def _solver() -> Callable[[Network, Whole], Whole]:
    return by_ortools if find_spec("ortools") else by_scipy


def by_ortools(network: Network, supplies: Whole) -> Whole:
    """Solve with the cost-scaling push-relabel of OR-Tools."""
    from ortools.graph.python import min_cost_flow

    solver = min_cost_flow.SimpleMinCostFlow()
    tails, heads, capacities, costs = network.columns
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), capacities, costs
    )
    solver.set_nodes_supplies(np.arange(network.nodes, dtype=np.int32), supplies)
    status = solver.solve()
    assert status == solver.OPTIMAL, status
    carried: Whole = solver.flows(arcs)
    return carried


def by_scipy(network: Network, supplies: Whole) -> Whole:
    """Solve as a linear programme; the corners of a flow problem are whole numbers."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    tails, heads, capacities, costs = network.columns
    arcs = np.arange(len(tails))
    ones = np.ones(len(tails))
    matrix = coo_array(
        (np.concatenate([ones, -ones]), (np.concatenate([tails, heads]), np.concatenate([arcs, arcs]))),
        shape=(network.nodes, len(tails)),
    ).tocsr()
    bounds = np.stack([np.zeros(len(tails)), capacities], axis=1)
    # The simplex method ends in a corner; interior points would not be whole.
    found = linprog(costs, A_eq=matrix, b_eq=supplies, bounds=bounds, method="highs-ds")
    assert found.success, found.message
    carried: Whole = np.rint(found.x).astype(np.int64)
    return carried
