namespace Stateless;

/// <summary>What happens to a trigger that is fired while another one is being handled.</summary>
public enum FiringMode
{
    /// <summary>It is handled at once, inside the action that fired it: no run to completion.</summary>
    Immediate,

    /// <summary>It waits until the one in hand has run to completion. The default.</summary>
    Queued,
}
