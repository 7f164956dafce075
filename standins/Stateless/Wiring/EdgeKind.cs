namespace Stateless.Wiring;

/// <summary>What a state does with a trigger it knows.</summary>
internal enum EdgeKind
{
    Fixed,
    Reentry,
    Internal,
    Dynamic,
    Ignored,
}
