using Stateless;
using Stateless.Reflection;

namespace ChargerFirmware.Tests.Unit.StandIns.Stateless;

public sealed class ReflectionTests
{
    private readonly StateMachine<State, Trigger> _machine = new(State.A);

    [Fact]
    public void A_state_that_is_only_a_destination_is_shown_as_well()
    {
        _machine.Configure(State.A).Permit(Trigger.X, State.B);

        var info = _machine.GetInfo();

        Assert.Equal([State.A, State.B], info.States.Select(state => state.UnderlyingState).Order());
        Assert.Equal((typeof(State), typeof(Trigger)), (info.StateType, info.TriggerType));
    }

    [Fact]
    public void Transitions_tell_their_trigger_destination_and_kind()
    {
        _machine.Configure(State.A)
            .Permit(Trigger.X, State.B).PermitReentry(Trigger.Y).InternalTransition(Trigger.Z, () => { });

        var state = Shown(State.A);

        Assert.Equal(
            ["X B False", "Y A False", "Z A True"],
            state.FixedTransitions.Select(way => $"{way.Trigger} {way.DestinationState} {way.IsInternalTransition}").Order());
        Assert.Empty(state.IgnoredTriggers);
        Assert.All(state.Transitions, way => Assert.Empty(way.GuardConditionsMethodDescriptions));
    }

    [Fact]
    public void A_guard_is_told_by_its_description_else_its_method_else_as_a_function()
    {
        _machine.Configure(State.A)
            .PermitIf(Trigger.X, State.B, IsLocked)
            .PermitIf(Trigger.Y, State.B, IsLocked, "cable is locked")
            .IgnoreIf(Trigger.Z, () => true);

        var state = Shown(State.A);

        Assert.Equal(["IsLocked", "cable is locked"], state.FixedTransitions
            .OrderBy(way => way.Trigger.UnderlyingTrigger)
            .Select(way => Assert.Single(way.GuardConditionsMethodDescriptions).Description));
        Assert.Equal("Function", Assert.Single(Assert.Single(state.IgnoredTriggers).GuardConditionsMethodDescriptions).Description);
        Assert.Equal("Function", InvocationInfo.DefaultFunctionDescription);
    }

    [Fact]
    public void Entry_and_exit_actions_are_told_with_the_trigger_they_are_bound_to()
    {
        _machine.Configure(State.A).OnEntry(Start, "start").OnEntryFrom(Trigger.X, Start).OnExit(Start);

        var state = Shown(State.A);

        Assert.Equal(
            [("start", null), ("Start", "X")], state.EntryActions.Select(action => (action.Method.Description, action.FromTrigger)));
        Assert.Equal("Start", Assert.Single(state.ExitActions).Description);
    }

    [Fact]
    public void Superstate_and_substates_point_at_each_other()
    {
        _machine.Configure(State.C).SubstateOf(State.B);

        var above = Shown(State.B);
        var below = Assert.Single(above.Substates);

        Assert.Equal(State.C, below.UnderlyingState);
        Assert.Same(above, below.Superstate);
    }

    [Fact]
    public void A_dynamic_transition_tells_its_selector_and_the_states_it_was_given()
    {
        _machine.Configure(State.A)
            .PermitDynamic(Trigger.X, Next)
            .PermitDynamic(Trigger.Y, Next, "by the cable", new DynamicStateInfos { { State.B, "plugged" }, { "C", "not" } });

        var ways = Shown(State.A).DynamicTransitions.OrderBy(way => way.Trigger.UnderlyingTrigger).ToArray();

        Assert.Equal("Next", ways[0].DestinationStateSelectorDescription.Description);
        Assert.Null(ways[0].PossibleDestinationStates);
        Assert.Equal("by the cable", ways[1].DestinationStateSelectorDescription.Description);
        Assert.Equal(["B plugged", "C not"], ways[1].PossibleDestinationStates!.Select(state => $"{state.DestinationState} {state.Criterion}"));
    }

    private static bool IsLocked() => true;

    private static void Start()
    {
    }

    private static State Next() => State.B;

    private StateInfo Shown(State state) => _machine.GetInfo().States.Single(info => state.Equals(info.UnderlyingState));
}
