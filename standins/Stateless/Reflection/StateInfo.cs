namespace Stateless.Reflection;

/// <summary>A state of the machine with all that is configured for it.</summary>
public class StateInfo
{
    internal StateInfo(
        object underlyingState,
        IReadOnlyList<ActionInfo> entryActions,
        IReadOnlyList<InvocationInfo> exitActions,
        IReadOnlyList<IgnoredTransitionInfo> ignoredTriggers)
    {
        UnderlyingState = underlyingState;
        EntryActions = entryActions;
        ExitActions = exitActions;
        IgnoredTriggers = ignoredTriggers;
    }

    public object UnderlyingState { get; }

    public IEnumerable<StateInfo> Substates { get; private set; } = null!;

    public StateInfo? Superstate { get; private set; }

    public IEnumerable<ActionInfo> EntryActions { get; }

    public IEnumerable<InvocationInfo> ExitActions { get; }

    /// <summary>Fixed and dynamic ones; ignored triggers stand apart.</summary>
    public IEnumerable<TransitionInfo> Transitions => FixedTransitions.Concat<TransitionInfo>(DynamicTransitions);

    public IEnumerable<FixedTransitionInfo> FixedTransitions { get; private set; } = null!;

    public IEnumerable<DynamicTransitionInfo> DynamicTransitions { get; private set; } = null!;

    public IEnumerable<IgnoredTransitionInfo> IgnoredTriggers { get; }

    public override string ToString() => UnderlyingState?.ToString() ?? "<null>";

    internal void Relate(
        StateInfo? superstate,
        IReadOnlyList<StateInfo> substates,
        IReadOnlyList<FixedTransitionInfo> fixedTransitions,
        IReadOnlyList<DynamicTransitionInfo> dynamicTransitions)
    {
        Superstate = superstate;
        Substates = substates;
        FixedTransitions = fixedTransitions;
        DynamicTransitions = dynamicTransitions;
    }
}
