using Stateless.Reflection;

namespace Stateless.Wiring;

/// <summary>A state with its edges, actions and place among the others.</summary>
internal sealed class StateNode<TState, TTrigger>(TState state)
{
    private static readonly EqualityComparer<TState> SameState = EqualityComparer<TState>.Default;

    public TState State { get; } = state;

    public StateNode<TState, TTrigger>? Superstate { get; private set; }

    public List<StateNode<TState, TTrigger>> Substates { get; } = [];

    public Dictionary<TTrigger, List<Edge<TState, TTrigger>>> Edges { get; } = [];

    public List<EntryAction<TState, TTrigger>> EntryActions { get; } = [];

    public List<(Action<StateMachine<TState, TTrigger>.Transition> Run, InvocationInfo Method)> ExitActions { get; } = [];

    public bool HasInitialSubstate { get; private set; }

    public TState? InitialSubstate { get; private set; }

    public void Add(Edge<TState, TTrigger> edge)
    {
        if (!Edges.TryGetValue(edge.Trigger, out var edges))
        {
            edges = [];
            Edges.Add(edge.Trigger, edges);
        }

        edges.Add(edge);
    }

    public void PutUnder(StateNode<TState, TTrigger> superstate)
    {
        Superstate = superstate;
        superstate.Substates.Add(this);
    }

    public void StartIn(TState substate)
    {
        HasInitialSubstate = true;
        InitialSubstate = substate;
    }

    /// <summary>True for the state itself and for what it is a substate of.</summary>
    public bool IsWithin(TState state) => SameState.Equals(State, state) || (Superstate?.IsWithin(state) ?? false);

    /// <summary>True for the state itself and for its substates.</summary>
    public bool Contains(TState state) =>
        SameState.Equals(State, state) || Substates.Exists(substate => substate.Contains(state));

    public void Enter(StateMachine<TState, TTrigger>.Transition transition)
    {
        if (!transition.IsReentry)
        {
            if (Contains(transition.Source))
            {
                return;
            }

            if (transition is not StateMachine<TState, TTrigger>.InitialTransition)
            {
                Superstate?.Enter(transition);
            }
        }

        foreach (var action in EntryActions)
        {
            action.Run(transition);
        }
    }

    public void Exit(StateMachine<TState, TTrigger>.Transition transition)
    {
        if (!transition.IsReentry && Contains(transition.Destination))
        {
            return;
        }

        foreach (var (run, _) in ExitActions)
        {
            run(transition);
        }

        if (!transition.IsReentry)
        {
            Superstate?.Exit(transition);
        }
    }

    /// <summary>
    /// The edge that answers a trigger: our own if its guards are met, else the superstate's. An edge with unmet guards comes
    /// back with their descriptions, and none at all as null.
    /// </summary>
    public (Edge<TState, TTrigger>? Edge, ICollection<string>? UnmetGuards) Find(TTrigger trigger, object?[] arguments)
    {
        var own = FindHere(trigger, arguments);
        if (own is (not null, { Count: 0 }) || Superstate is null)
        {
            return own;
        }

        var inherited = Superstate.Find(trigger, arguments);
        return inherited.Edge is null ? own : inherited;
    }

    public IEnumerable<TTrigger> PermittedTriggers(object?[] arguments)
    {
        var own = Edges
            .Where(entry => entry.Value.Exists(edge => edge.UnmetGuards(arguments).Count == 0))
            .Select(entry => entry.Key);
        return (Superstate is null ? own : own.Union(Superstate.PermittedTriggers(arguments))).ToArray();
    }

    private (Edge<TState, TTrigger>? Edge, ICollection<string>? UnmetGuards) FindHere(TTrigger trigger, object?[] arguments)
    {
        if (!Edges.TryGetValue(trigger, out var edges))
        {
            return (null, null);
        }

        Edge<TState, TTrigger>? open = null;
        var unmet = new List<string>();
        foreach (var edge in edges)
        {
            var unmetHere = edge.UnmetGuards(arguments);
            unmet.AddRange(unmetHere);
            if (unmetHere.Count > 0)
            {
                continue;
            }

            if (open is not null)
            {
                throw new InvalidOperationException(
                    $"Multiple permitted exit transitions are configured from state '{State}' for trigger '{trigger}'. " +
                    "Guard clauses must be mutually exclusive.");
            }

            open = edge;
        }

        return open is null ? (edges[0], unmet) : (open, []);
    }
}
