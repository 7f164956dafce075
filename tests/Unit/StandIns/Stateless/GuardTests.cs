using Stateless;

namespace ChargerFirmware.Tests.Unit.StandIns.Stateless;

public sealed class GuardTests
{
    private bool _open;

    [Fact]
    public void An_unknown_trigger_is_refused_with_state_and_trigger_named()
    {
        var machine = new StateMachine<State, Trigger>(State.A);

        var refusal = Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.Y));

        Assert.Contains("'A'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'Y'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("No valid leaving transitions", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unmet_guards_are_named_when_a_trigger_is_refused()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).PermitIf(Trigger.X, State.B, () => _open, "cable is locked");

        var refusal = Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.X));

        Assert.Contains("'cable is locked'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(State.A, machine.State);
    }

    [Fact]
    public void An_own_action_takes_the_place_of_the_refusal()
    {
        var told = new List<string>();
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).PermitIf(Trigger.X, State.B, () => _open, "open");
        machine.OnUnhandledTrigger((state, trigger, unmet) => told.Add($"{state} {trigger} {string.Join(',', unmet ?? [])}"));

        machine.Fire(Trigger.X);
        machine.Fire(Trigger.Y);
        machine.OnUnhandledTrigger((state, trigger) => told.Add($"{state} {trigger}"));
        machine.Fire(Trigger.Z);

        Assert.Equal(["A X open", "A Y ", "A Z"], told);
    }

    [Fact]
    public void Guards_choose_between_destinations()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A)
            .PermitIf(Trigger.X, State.B, () => _open)
            .PermitIf(Trigger.X, State.C, () => !_open);

        machine.Fire(Trigger.X);

        Assert.Equal(State.C, machine.State);
    }

    [Fact]
    public void Two_open_ways_for_one_trigger_are_an_error()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).Permit(Trigger.X, State.B).PermitIf(Trigger.X, State.C, () => true);

        var refusal = Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.X));

        Assert.Contains("mutually exclusive", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(State.A, machine.State);
    }

    [Fact]
    public void Every_unmet_guard_of_every_way_is_told()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A)
            .PermitIf(Trigger.X, State.B, Tuple.Create<Func<bool>, string>(() => _open, "open"), Tuple.Create<Func<bool>, string>(() => true, "met"))
            .PermitIf(Trigger.X, State.C, () => false, "never");

        Assert.False(machine.CanFire(Trigger.X, out var unmet));
        Assert.Equal(["open", "never"], unmet);

        _open = true;
        Assert.True(machine.CanFire(Trigger.X, out unmet));
        Assert.True(unmet is null or { Count: 0 });
        Assert.False(machine.CanFire(Trigger.Z, out unmet));
        Assert.True(unmet is null or { Count: 0 });
    }

    [Fact]
    public void Permitted_triggers_follow_the_guards_and_hold_ignored_ones()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).PermitIf(Trigger.X, State.B, () => _open).Ignore(Trigger.Y);

        Assert.Equal([Trigger.Y], machine.PermittedTriggers);

        _open = true;
        Assert.Equal([Trigger.X, Trigger.Y], machine.PermittedTriggers.Order());
    }

    [Fact]
    public void Reentry_ignoring_and_internal_actions_take_guards_too()
    {
        var told = new List<string>();
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A)
            .PermitReentryIf(Trigger.X, () => _open)
            .IgnoreIf(Trigger.X, () => !_open)
            .InternalTransitionIf(Trigger.Y, _ => _open, () => told.Add("internal"))
            .OnEntry(() => told.Add("entry"));

        machine.Fire(Trigger.X);
        Assert.False(machine.CanFire(Trigger.Y));
        _open = true;
        machine.Fire(Trigger.X);
        machine.Fire(Trigger.Y);

        Assert.Equal(["entry", "internal"], told);
    }
}
