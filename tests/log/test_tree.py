"""Roots and proofs equal those of the standard, of a recursion written straight from it, and of another program."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from desk.log.chain import HASHINGS, SHA256
from desk.log.tree import RUN, Tree, is_consistent, is_included
from tests.support.proofs import SIZES, Asked, grown, mutated, straight_from_the_rfc

# The eight inputs and nine roots that implementations of RFC 6962 are tried with.
INPUTS = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_known_roots(size):
    leaves = [SHA256.of(b"\x00" + bytes.fromhex(one)) for one in INPUTS]
    assert Tree(SHA256, lambda start, end: leaves[start:end]).root(size).hex() == ROOTS[size]


@pytest.mark.parametrize("name", HASHINGS)
@pytest.mark.parametrize("size", SIZES)
def test_every_root_is_the_one_of_the_standard(name, size):
    leaves, tree = grown(HASHINGS[name], size)
    assert tree.root(size) == straight_from_the_rfc(HASHINGS[name], leaves)
    assert tree.root(size) == tree.root(size)  # remembered


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("size", SIZES)
def test_another_program_finds_the_same(size):
    other, rows = InmemoryTree(algorithm="sha256"), [bytes([one % 251, 7]) for one in range(size)]
    for row in rows:
        other.append_entry(row)
    leaves = [SHA256.of(b"\x00" + row) for row in rows]
    tree = Tree(SHA256, lambda start, end: leaves[start:end])
    for index in {0, size // 3, size - 1}:
        path = other.prove_inclusion(index + 1, size).path
        assert path[1:] == list(tree.inclusion(index, size))
    assert other.get_root(size) == tree.root(size)


@given(st.integers(1, 3 * RUN + 5), st.data())
@settings(max_examples=60, deadline=None)
def test_a_proof_holds_for_its_own_leaf_and_its_own_tree(size, data):
    leaves, tree = grown(SHA256, size)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    proof, bridge = tree.inclusion(index, size), tree.consistency(old, size)
    assert is_included(SHA256, leaves[index], index, size, proof, tree.root(size))
    assert is_consistent(SHA256, old, tree.root(old), size, tree.root(size), bridge)
    assert len(proof) <= (size - 1).bit_length()


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 3), (9, 3)])
def test_no_proof_is_made_of_what_is_not_there(index, size):
    _, tree = grown(SHA256, 3)
    with pytest.raises(ValueError, match="no such part"):
        tree.inclusion(index, size)


def test_no_changed_proof_is_believed():
    chance = random.Random(6962)
    asked = [Asked.drawn(chance) for _ in range(40)]
    assert all(one.holds() for one in asked)
    wrong = [mutated(chance, one) for one in asked for _ in range(50)]
    assert not [one for one in wrong if one.holds()]


@pytest.mark.parametrize("old", [-1, 4])
def test_a_tree_is_not_consistent_with_a_larger_one_or_with_nonsense(old):
    _, tree = grown(SHA256, 3)
    assert not is_consistent(SHA256, old, tree.root(3), 3, tree.root(3), ())
    assert not is_included(SHA256, tree.root(1), 3, 3, (), tree.root(3))
