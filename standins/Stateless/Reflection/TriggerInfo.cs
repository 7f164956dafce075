namespace Stateless.Reflection;

/// <summary>A trigger of the machine.</summary>
public class TriggerInfo
{
    internal TriggerInfo(object underlyingTrigger) => UnderlyingTrigger = underlyingTrigger;

    public object UnderlyingTrigger { get; }

    public override string ToString() => UnderlyingTrigger?.ToString() ?? "<null>";
}
