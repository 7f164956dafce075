using Stateless;

namespace ChargerFirmware.Tests.Unit.StandIns.Stateless;

public sealed class ParameterTests
{
    private readonly StateMachine<State, Trigger> _machine = new(State.A);
    private readonly List<object> _told = [];

    [Fact]
    public void Arguments_reach_entry_actions_and_the_transition()
    {
        var one = _machine.SetTriggerParameters<string>(Trigger.X);
        var two = _machine.SetTriggerParameters<int, string>(Trigger.Y);
        _machine.Configure(State.A).Permit(Trigger.X, State.B);
        _machine.Configure(State.B).Permit(Trigger.Y, State.C)
            .OnEntryFrom(one, tag => _told.Add(tag))
            .OnEntryFrom(one, (tag, transition) => _told.Add(transition.Parameters[0] == (object)tag));
        _machine.Configure(State.C).OnEntryFrom(two, (number, tag) => _told.Add((number, tag)));

        _machine.Fire(one, "04A1B2C3");
        _machine.Fire(two, 7, "tag");

        Assert.Equal(["04A1B2C3", true, (7, "tag")], _told);
    }

    [Fact]
    public void Typed_guards_selectors_and_internal_actions_see_the_argument()
    {
        var trigger = _machine.SetTriggerParameters<int>(Trigger.X);
        var select = _machine.SetTriggerParameters<int>(Trigger.Y);
        _machine.Configure(State.A)
            .PermitIf(trigger, State.B, number => number > 10, "above ten")
            .InternalTransitionIf(trigger, number => number is > 5 and <= 10, (number, _) => _told.Add(number))
            .IgnoreIf(trigger, number => number == 1);
        _machine.Configure(State.B).PermitDynamic(select, number => number == 0 ? State.C : State.D);

        Assert.False(_machine.CanFire(trigger, 3));
        Assert.Throws<InvalidOperationException>(() => _machine.Fire(trigger, 3));
        _machine.Fire(trigger, 1);
        _machine.Fire(trigger, 7);
        _machine.Fire(trigger, 11);
        _machine.Fire(select, 1);

        Assert.Equal([7], _told);
        Assert.Equal(State.D, _machine.State);
    }

    [Fact]
    public void Arguments_of_the_wrong_type_or_number_are_refused()
    {
        var trigger = _machine.SetTriggerParameters(Trigger.X, typeof(string), typeof(int));
        _machine.Configure(State.A).Ignore(Trigger.X);

        Assert.Throws<ArgumentException>(() => _machine.Fire(trigger, 1, 1));
        Assert.Throws<ArgumentException>(() => _machine.Fire(trigger, "a"));
        Assert.Throws<ArgumentException>(() => _machine.Fire(trigger, "a", 1, 2));
        _machine.Fire(trigger, "a", 1);
    }

    [Fact]
    public void The_parameters_of_a_trigger_are_set_once()
    {
        _machine.SetTriggerParameters<int>(Trigger.X);

        Assert.Throws<InvalidOperationException>(() => _machine.SetTriggerParameters<string>(Trigger.X));
    }
}
