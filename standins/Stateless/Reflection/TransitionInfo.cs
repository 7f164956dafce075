namespace Stateless.Reflection;

/// <summary>What all kinds of transitions have in common.</summary>
public abstract class TransitionInfo
{
    /// <summary>The guards, none when the transition has none. A field, as upstream has it.</summary>
    public IEnumerable<InvocationInfo> GuardConditionsMethodDescriptions = [];

    protected TransitionInfo()
    {
    }

    public TriggerInfo Trigger { get; protected set; } = null!;

    /// <summary>True when the state is neither left nor entered.</summary>
    public bool IsInternalTransition { get; protected set; }
}
