namespace Stateless.Reflection;

/// <summary>A transition to a known state; an internal one or a reentry leads to the state itself.</summary>
public class FixedTransitionInfo : TransitionInfo
{
    internal FixedTransitionInfo(TriggerInfo trigger, IEnumerable<InvocationInfo> guards, StateInfo destination, bool isInternal)
    {
        Trigger = trigger;
        GuardConditionsMethodDescriptions = guards;
        DestinationState = destination;
        IsInternalTransition = isInternal;
    }

    public StateInfo DestinationState { get; }
}
