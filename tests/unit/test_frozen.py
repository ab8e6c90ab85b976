"""Frozen dataclasses that are made quickly behave as those that are not."""

import copy
import dataclasses
import inspect
import pickle

import pytest

from raci_graph.frozen import made_quickly


def kinds():
    """Return the same class as dataclasses make it and as it is made quickly."""

    def one():
        @dataclasses.dataclass(frozen=True, slots=True)
        class Crate:
            """A crate."""

            size: int
            label: str = "none"
            goods: list = dataclasses.field(default_factory=list)

        return Crate

    return one(), made_quickly(one())


class TestWhatIsTheSame:
    plain, quick = kinds()

    def test_the_values(self):
        for args, kwargs in [((1,), {}), ((1, "b"), {}), ((1,), {"goods": [2]}), ((), {"size": 3, "label": "c"})]:
            expected = dataclasses.asdict(self.plain(*args, **kwargs))
            assert dataclasses.asdict(self.quick(*args, **kwargs)) == expected

    def test_the_signature_and_the_words(self):
        assert inspect.signature(self.quick) == inspect.signature(self.plain)
        assert self.quick.__doc__ == "A crate."
        assert repr(self.quick(1)) == repr(self.plain(1))

    def test_equality_and_replacement(self):
        one = self.quick(1, "b")
        assert one == self.quick(1, "b") != self.quick(2, "b")
        assert dataclasses.replace(one, size=2) == self.quick(2, "b")
        assert copy.deepcopy(one) == one

    def test_each_has_a_list_of_its_own(self):
        first, second = self.quick(1), self.quick(1)
        first.goods.append("tea")
        assert second.goods == []

    def test_no_field_can_be_changed_or_dropped(self):
        one = self.quick(1)
        for change in (lambda: setattr(one, "size", 2), lambda: delattr(one, "size")):
            with pytest.raises(dataclasses.FrozenInstanceError):
                change()
        with pytest.raises((AttributeError, TypeError)):
            one.other = 1
        assert one.size == 1

    def test_the_class(self):
        assert type(self.quick(1)) is self.quick
        assert isinstance(self.quick(1), self.quick)
        assert self.quick.__dataclass_params__.frozen

    @pytest.mark.parametrize(("args", "kwargs"), [((), {}), ((1, "a", [], 4), {}), ((1,), {"weight": 2})])
    def test_what_does_not_fit_is_refused(self, args, kwargs):
        with pytest.raises(TypeError):
            self.quick(*args, **kwargs)


@made_quickly
@dataclasses.dataclass(frozen=True, slots=True)
class Barrel:
    size: int = 1


def test_an_object_of_a_derived_class_is_of_that_class():
    class Keg(Barrel):
        """Another barrel, with a place for more."""

    keg = Keg(4)
    assert (type(keg), keg.size) == (Keg, 4)
    with pytest.raises(dataclasses.FrozenInstanceError):
        keg.size = 5


def test_an_object_is_pickled():
    assert pickle.loads(pickle.dumps(Barrel(4))) == Barrel(4)  # noqa: S301 - its own bytes
    assert hash(Barrel(4)) == hash(Barrel(4))
