using Stateless;

namespace ChargerFirmware.Tests.Unit.StandIns.Stateless;

/// <summary>B is the superstate, C and D its substates, A stands outside.</summary>
public sealed class SubstateTests
{
    private readonly List<string> _told = [];
    private readonly StateMachine<State, Trigger> _machine;

    public SubstateTests() => _machine = MachineIn(State.A);

    [Fact]
    public void A_superstate_is_entered_before_and_left_after_its_substate()
    {
        _machine.Configure(State.A).Permit(Trigger.X, State.C);
        _machine.Configure(State.C).Permit(Trigger.Y, State.A);

        _machine.Fire(Trigger.X);
        _machine.Fire(Trigger.Y);

        Assert.Equal(["-A", "+B", "+C", "-C", "-B", "+A"], _told);
    }

    [Fact]
    public void Between_its_substates_the_superstate_is_neither_left_nor_entered()
    {
        var machine = MachineIn(State.C);
        machine.Configure(State.C).Permit(Trigger.X, State.D);

        machine.Fire(Trigger.X);

        Assert.Equal(["-C", "+D"], _told);
    }

    [Fact]
    public void From_a_superstate_into_its_substate_and_back_nothing_but_the_substate_is_touched()
    {
        var machine = MachineIn(State.B);
        machine.Configure(State.B).Permit(Trigger.X, State.C);
        machine.Configure(State.C).Permit(Trigger.Y, State.B);

        machine.Fire(Trigger.X);
        machine.Fire(Trigger.Y);

        Assert.Equal(["+C", "-C"], _told);
        Assert.Equal(State.B, machine.State);
    }

    [Fact]
    public void A_substate_inherits_what_it_does_not_answer_itself()
    {
        var machine = MachineIn(State.C);
        machine.Configure(State.B).Permit(Trigger.X, State.A).Permit(Trigger.Y, State.A);
        machine.Configure(State.C).Ignore(Trigger.Y);

        machine.Fire(Trigger.Y);
        Assert.Equal(State.C, machine.State);

        Assert.Equal([Trigger.X, Trigger.Y], machine.PermittedTriggers.Order());
        machine.Fire(Trigger.X);
        Assert.Equal(State.A, machine.State);
    }

    [Fact]
    public void An_unmet_guard_of_the_substate_lets_the_superstate_answer()
    {
        var machine = MachineIn(State.C);
        machine.Configure(State.B).Permit(Trigger.X, State.A);
        machine.Configure(State.C).PermitIf(Trigger.X, State.D, () => false);

        machine.Fire(Trigger.X);

        Assert.Equal(State.A, machine.State);
    }

    [Fact]
    public void An_unmet_guard_of_the_substate_is_told_when_the_superstate_has_no_answer()
    {
        var machine = MachineIn(State.C);
        machine.Configure(State.C).PermitIf(Trigger.X, State.D, () => false, "never");

        Assert.False(machine.CanFire(Trigger.X, out var unmet));
        Assert.Equal(["never"], unmet);
    }

    [Fact]
    public void A_way_of_the_superstate_to_the_substate_we_are_in_does_nothing()
    {
        var machine = MachineIn(State.C);
        machine.Configure(State.B).Permit(Trigger.X, State.C);

        machine.Fire(Trigger.X);

        Assert.Empty(_told);
        Assert.Equal(State.C, machine.State);
    }

    [Fact]
    public void A_reentry_of_the_superstate_leaves_the_substate_for_it()
    {
        var machine = MachineIn(State.C);
        machine.Configure(State.B).PermitReentry(Trigger.X);

        machine.Fire(Trigger.X);

        Assert.Equal(["-C", "-B", "+B"], _told);
        Assert.Equal(State.B, machine.State);
    }

    [Fact]
    public void An_initial_transition_leads_on_into_the_substate()
    {
        var destinations = new List<State>();
        _machine.Configure(State.A).Permit(Trigger.X, State.B);
        _machine.Configure(State.B).InitialTransition(State.C);
        _machine.OnTransitioned(transition => destinations.Add(transition.Destination));
        State? completed = null;
        _machine.OnTransitionCompleted(transition => completed = transition.Destination);

        _machine.Fire(Trigger.X);

        Assert.Equal(["-A", "+B", "+C"], _told);
        Assert.Equal([State.B, State.C], destinations);
        Assert.Equal(State.C, completed);
        Assert.Equal(State.C, _machine.State);
    }

    [Fact]
    public void An_initial_transition_must_lead_to_one_substate()
    {
        _machine.Configure(State.A).Permit(Trigger.X, State.D);
        _machine.Configure(State.D).InitialTransition(State.A);

        Assert.Throws<InvalidOperationException>(() => _machine.Fire(Trigger.X));
        Assert.Throws<InvalidOperationException>(() => _machine.Configure(State.D).InitialTransition(State.C));
        Assert.Throws<ArgumentException>(() => _machine.Configure(State.C).InitialTransition(State.C));
    }

    [Fact]
    public void A_machine_is_in_its_state_and_in_every_state_above()
    {
        var machine = MachineIn(State.C);

        Assert.True(machine.IsInState(State.C));
        Assert.True(machine.IsInState(State.B));
        Assert.False(machine.IsInState(State.D));
        Assert.False(MachineIn(State.B).IsInState(State.C));
    }

    [Fact]
    public void A_circle_of_substates_is_refused()
    {
        var machine = MachineIn(State.A);

        Assert.Throws<ArgumentException>(() => machine.Configure(State.B).SubstateOf(State.B));
        Assert.Throws<ArgumentException>(() => machine.Configure(State.B).SubstateOf(State.C));
    }

    private StateMachine<State, Trigger> MachineIn(State initial)
    {
        var machine = new StateMachine<State, Trigger>(initial);
        foreach (var state in Enum.GetValues<State>())
        {
            machine.Configure(state).OnEntry(() => _told.Add($"+{state}")).OnExit(() => _told.Add($"-{state}"));
        }

        machine.Configure(State.C).SubstateOf(State.B);
        machine.Configure(State.D).SubstateOf(State.B);
        return machine;
    }
}
