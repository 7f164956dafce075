using Stateless.Reflection;

namespace Stateless.Wiring;

/// <summary>One answer of a state to a trigger.</summary>
internal sealed class Edge<TState, TTrigger>(EdgeKind kind, TTrigger trigger, Guard[] guards)
{
    public EdgeKind Kind { get; } = kind;

    public TTrigger Trigger { get; } = trigger;

    public Guard[] Guards { get; } = guards;

    /// <summary>Of a fixed edge and of a reentry.</summary>
    public TState? Destination { get; init; }

    /// <summary>Of a dynamic edge.</summary>
    public Func<object?[], TState>? SelectDestination { get; init; }

    /// <summary>Of a dynamic edge: how <see cref="Reflection.StateInfo"/> shows it.</summary>
    public DynamicTransitionInfo? DynamicInfo { get; init; }

    /// <summary>Of an internal edge.</summary>
    public Action<StateMachine<TState, TTrigger>.Transition, object?[]>? Action { get; init; }

    public List<string> UnmetGuards(object?[] arguments)
    {
        var unmet = new List<string>();
        foreach (var guard in Guards)
        {
            if (!guard.IsMet(arguments))
            {
                unmet.Add(guard.Method.Description);
            }
        }

        return unmet;
    }
}
