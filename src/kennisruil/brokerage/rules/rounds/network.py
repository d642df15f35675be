"""Min-cost flow over numbered nodes: OR-Tools where it is installed, else SciPy's linear programme."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


@dataclass(slots=True)
class Network:
    """Arcs from node to node, each with how much it carries at most and what one unit costs (whole numbers)."""

    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    capacities: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)
    nodes: int = 0

    def node(self) -> int:
        """Add a node and give its number."""
        self.nodes += 1
        return self.nodes - 1

    def several(self, count: int) -> range:
        """Add nodes and give their numbers."""
        self.nodes += count
        return range(self.nodes - count, self.nodes)

    def arc(self, tail: int, head: int, *, capacity: int = 1, cost: int = 0) -> int:
        """Add an arc and give its number."""
        self.tails.append(tail)
        self.heads.append(head)
        self.capacities.append(capacity)
        self.costs.append(cost)
        return len(self.tails) - 1


def least_cost(network: Network, *, source: int, sink: int, amount: int, spill: int) -> Whole:
    """Send ``amount`` from source to sink as cheaply as can be and give what each arc carries.

    What does not fit, or would cost more than ``spill`` a unit, stays behind. Costs are such that no circle is free.
    """
    spilled = network.arc(source, sink, capacity=amount, cost=spill)
    carried = _solver()(network, _supplies(network, source, sink, amount))
    return carried[:spilled]


def _supplies(network: Network, source: int, sink: int, amount: int) -> Whole:
    supplies = np.zeros(network.nodes, dtype=np.int64)
    supplies[source], supplies[sink] = amount, -amount
    return supplies


def _solver() -> Callable[[Network, Whole], Whole]:
    return by_ortools if find_spec("ortools") else by_scipy


def by_ortools(network: Network, supplies: Whole) -> Whole:
    """Solve with the cost-scaling push-relabel of OR-Tools."""
    from ortools.graph.python import min_cost_flow

    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(*_columns(network))
    solver.set_nodes_supplies(np.arange(network.nodes, dtype=np.int32), supplies)
    status = solver.solve()
    assert status == solver.OPTIMAL, status
    carried: Whole = solver.flows(arcs)
    return carried


def by_scipy(network: Network, supplies: Whole) -> Whole:
    """Solve as a linear programme; the corners of a flow problem are whole numbers."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    tails, heads, capacities, costs = _columns(network)
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


def _columns(network: Network) -> Sequence[NDArray[np.int32] | Whole]:
    return (
        np.asarray(network.tails, dtype=np.int32),
        np.asarray(network.heads, dtype=np.int32),
        np.asarray(network.capacities, dtype=np.int64),
        np.asarray(network.costs, dtype=np.int64),
    )
