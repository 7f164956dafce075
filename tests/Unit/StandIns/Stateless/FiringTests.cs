using Stateless;

namespace ChargerFirmware.Tests.Unit.StandIns.Stateless;

public sealed class FiringTests
{
    private readonly List<string> _told = [];

    [Fact]
    public void A_permitted_trigger_moves_the_machine()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).Permit(Trigger.X, State.B);

        machine.Fire(Trigger.X);

        Assert.Equal(State.B, machine.State);
        Assert.False(machine.CanFire(Trigger.X));
    }

    [Fact]
    public void State_may_live_outside_and_is_read_once_by_the_constructor()
    {
        var state = State.B;
        var reads = 0;
        var machine = new StateMachine<State, Trigger>(() => { reads++; return state; }, next => state = next);
        Assert.Equal(1, reads);
        machine.Configure(State.B).Permit(Trigger.X, State.C);

        machine.Fire(Trigger.X);

        Assert.Equal(State.C, state);
        Assert.Equal(State.B, machine.GetInfo().InitialState.UnderlyingState);
    }

    [Fact]
    public void Exit_then_transitioned_then_entry_then_completed()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).Permit(Trigger.X, State.B).OnExit(t => Tell("exit", t, machine));
        machine.Configure(State.B).OnEntry(t => Tell("entry", t, machine));
        machine.OnTransitioned(t => Tell("transitioned", t, machine));
        machine.OnTransitionCompleted(t => Tell("completed", t, machine));

        machine.Fire(Trigger.X);

        Assert.Equal(["exit A-X-B in A", "transitioned A-X-B in B", "entry A-X-B in B", "completed A-X-B in B"], _told);
    }

    [Fact]
    public void Reentry_leaves_and_enters_the_state()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).PermitReentry(Trigger.X)
            .OnExit(t => Tell("exit", t, machine))
            .OnEntry(t => { Assert.True(t.IsReentry); Tell("entry", t, machine); });

        machine.Fire(Trigger.X);

        Assert.Equal(["exit A-X-A in A", "entry A-X-A in A"], _told);
    }

    [Fact]
    public void An_ignored_trigger_and_an_internal_one_neither_leave_nor_enter()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).Ignore(Trigger.X)
            .InternalTransition(Trigger.Y, t => Tell("internal", t, machine))
            .OnExit(() => _told.Add("exit")).OnEntry(() => _told.Add("entry"));
        machine.OnTransitioned(_ => _told.Add("transitioned"));
        machine.OnTransitionCompleted(_ => _told.Add("completed"));

        machine.Fire(Trigger.X);
        machine.Fire(Trigger.Y);

        Assert.Equal(["internal A-Y-A in A"], _told);
    }

    [Fact]
    public void An_entry_bound_to_a_trigger_runs_for_that_trigger_only()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).Permit(Trigger.X, State.B).Permit(Trigger.Y, State.B);
        machine.Configure(State.B).Permit(Trigger.Z, State.A)
            .OnEntryFrom(Trigger.X, () => _told.Add("by X")).OnEntry(() => _told.Add("by any"));

        machine.Fire(Trigger.X);
        machine.Fire(Trigger.Z);
        machine.Fire(Trigger.Y);

        Assert.Equal(["by X", "by any", "by any"], _told);
    }

    [Theory]
    [InlineData(FiringMode.Queued, "exit A, enter B, exit B, enter A")]
    [InlineData(FiringMode.Immediate, "exit A, exit B, enter A, enter B")]
    public void A_trigger_fired_by_an_entry_waits_only_when_queued(FiringMode mode, string expected)
    {
        var machine = new StateMachine<State, Trigger>(State.A, mode);
        machine.Configure(State.A).Permit(Trigger.X, State.B)
            .OnEntry(() => _told.Add("enter A")).OnExit(() => _told.Add("exit A"));
        machine.Configure(State.B).Permit(Trigger.Y, State.A)
            .OnEntry(() => { machine.Fire(Trigger.Y); _told.Add("enter B"); }).OnExit(() => _told.Add("exit B"));

        machine.Fire(Trigger.X);

        Assert.Equal(expected, string.Join(", ", _told));
        Assert.Equal(State.A, machine.State);
    }

    [Fact]
    public void An_exception_in_an_entry_leaves_the_state_changed_and_the_queue_standing()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).Permit(Trigger.X, State.B);
        machine.Configure(State.B).Permit(Trigger.Y, State.C).OnEntry(() =>
        {
            machine.Fire(Trigger.Y);
            throw new NotSupportedException();
        });
        machine.Configure(State.C).Permit(Trigger.Z, State.D);

        Assert.Throws<NotSupportedException>(() => machine.Fire(Trigger.X));
        Assert.Equal(State.B, machine.State);

        machine.Fire(Trigger.Z);

        Assert.Equal(State.D, machine.State);
    }

    [Fact]
    public void An_exception_in_an_exit_leaves_the_state_as_it_was()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).Permit(Trigger.X, State.B).OnExit(() => throw new NotSupportedException());

        Assert.Throws<NotSupportedException>(() => machine.Fire(Trigger.X));

        Assert.Equal(State.A, machine.State);
    }

    [Fact]
    public void A_dynamic_transition_goes_where_its_selector_says_and_back_to_itself_as_a_reentry()
    {
        var next = State.A;
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).PermitDynamic(Trigger.X, () => next).OnEntry(t => Tell("entry", t, machine));

        machine.Fire(Trigger.X);
        next = State.C;
        machine.Fire(Trigger.X);

        Assert.Equal(["entry A-X-A in A"], _told);
        Assert.Equal(State.C, machine.State);
    }

    [Fact]
    public void A_state_cannot_be_permitted_to_itself()
    {
        var machine = new StateMachine<State, Trigger>(State.A);

        Assert.Throws<ArgumentException>(() => machine.Configure(State.A).Permit(Trigger.X, State.A));
    }

    private void Tell(string what, StateMachine<State, Trigger>.Transition transition, StateMachine<State, Trigger> machine) =>
        _told.Add($"{what} {transition.Source}-{transition.Trigger}-{transition.Destination} in {machine.State}");
}
