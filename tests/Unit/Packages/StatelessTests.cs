using Stateless;

namespace ChargerFirmware.Tests.Unit.Packages;

/// <summary>What the state machines of connector, lock and link rely on: the order of actions, the queue, and what an exception leaves behind.</summary>
public sealed class StatelessTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public void Exit_then_transitioned_then_entry_then_completed()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).Permit(Trigger.X, State.B).OnExit(t => See("exit", t, machine));
        machine.Configure(State.B).OnEntry(t => See("entry", t, machine));
        machine.OnTransitioned(t => See("transitioned", t, machine));
        machine.OnTransitionCompleted(t => See("completed", t, machine));

        machine.Fire(Trigger.X);

        Assert.Equal(["exit A-X-B in A", "transitioned A-X-B in B", "entry A-X-B in B", "completed A-X-B in B"], _seen);
    }

    [Fact]
    public void Reentry_leaves_and_enters_the_state()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).PermitReentry(Trigger.X)
            .OnExit(t => See("exit", t, machine))
            .OnEntry(t => { Assert.True(t.IsReentry); See("entry", t, machine); });

        machine.Fire(Trigger.X);

        Assert.Equal(["exit A-X-A in A", "entry A-X-A in A"], _seen);
    }

    [Fact]
    public void An_ignored_trigger_and_an_internal_one_neither_leave_nor_enter()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).Ignore(Trigger.X)
            .InternalTransition(Trigger.Y, t => See("internal", t, machine))
            .OnExit(() => _seen.Add("exit")).OnEntry(() => _seen.Add("entry"));
        machine.OnTransitioned(_ => _seen.Add("transitioned"));
        machine.OnTransitionCompleted(_ => _seen.Add("completed"));

        machine.Fire(Trigger.X);
        machine.Fire(Trigger.Y);

        Assert.Equal(["internal A-Y-A in A"], _seen);
    }

    [Fact]
    public void An_entry_bound_to_a_trigger_runs_for_that_trigger_only()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).Permit(Trigger.X, State.B).Permit(Trigger.Y, State.B);
        machine.Configure(State.B).Permit(Trigger.Z, State.A)
            .OnEntryFrom(Trigger.X, () => _seen.Add("by X")).OnEntry(() => _seen.Add("by any"));

        machine.Fire(Trigger.X);
        machine.Fire(Trigger.Z);
        machine.Fire(Trigger.Y);

        Assert.Equal(["by X", "by any", "by any"], _seen);
    }

    [Theory]
    [InlineData(FiringMode.Queued, "exit A, enter B, exit B, enter A")]
    [InlineData(FiringMode.Immediate, "exit A, exit B, enter A, enter B")]
    public void A_trigger_fired_by_an_entry_waits_only_when_queued(FiringMode mode, string expected)
    {
        var machine = new StateMachine<State, Trigger>(State.A, mode);
        machine.Configure(State.A).Permit(Trigger.X, State.B)
            .OnEntry(() => _seen.Add("enter A")).OnExit(() => _seen.Add("exit A"));
        machine.Configure(State.B).Permit(Trigger.Y, State.A)
            .OnEntry(() => { machine.Fire(Trigger.Y); _seen.Add("enter B"); }).OnExit(() => _seen.Add("exit B"));

        machine.Fire(Trigger.X);

        Assert.Equal(expected, string.Join(", ", _seen));
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
        machine.Configure(State.A).PermitDynamic(Trigger.X, () => next).OnEntry(t => See("entry", t, machine));

        machine.Fire(Trigger.X);
        next = State.C;
        machine.Fire(Trigger.X);

        Assert.Equal(["entry A-X-A in A"], _seen);
        Assert.Equal(State.C, machine.State);
    }

    [Fact]
    public void A_state_cannot_be_permitted_to_itself()
    {
        var machine = new StateMachine<State, Trigger>(State.A);

        Assert.Throws<ArgumentException>(() => machine.Configure(State.A).Permit(Trigger.X, State.A));
    }

    private void See(string what, StateMachine<State, Trigger>.Transition transition, StateMachine<State, Trigger> machine) =>
        _seen.Add($"{what} {transition.Source}-{transition.Trigger}-{transition.Destination} in {machine.State}");

    private enum State
    {
        A,
        B,
        C,
        D,
    }

    private enum Trigger
    {
        X,
        Y,
        Z,
    }
}
