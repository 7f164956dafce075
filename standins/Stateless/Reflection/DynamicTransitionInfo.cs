namespace Stateless.Reflection;

/// <summary>A transition whose destination is computed when it is taken.</summary>
public class DynamicTransitionInfo : TransitionInfo
{
    private DynamicTransitionInfo(InvocationInfo selector, DynamicStateInfos? possibleStates)
    {
        DestinationStateSelectorDescription = selector;
        PossibleDestinationStates = possibleStates;
    }

    public InvocationInfo DestinationStateSelectorDescription { get; }

    /// <summary>Null when the configuration names none.</summary>
    public DynamicStateInfos? PossibleDestinationStates { get; }

    public static DynamicTransitionInfo Create<TTrigger>(
        TTrigger trigger, IEnumerable<InvocationInfo>? guards, InvocationInfo selector, DynamicStateInfos? possibleStates) =>
        new(selector, possibleStates)
        {
            Trigger = new TriggerInfo(trigger!),
            GuardConditionsMethodDescriptions = guards ?? [],
        };
}
