using Stateless.Reflection;

namespace Stateless.Wiring;

/// <summary>Turns a machine's wiring into what GetInfo shows of it.</summary>
internal static class MachineReader
{
    public static StateMachineInfo Read<TState, TTrigger>(
        TState initialState, Dictionary<TState, StateNode<TState, TTrigger>> configured)
    {
        var nodes = new Dictionary<TState, StateNode<TState, TTrigger>>(configured);
        foreach (var edge in configured.Values.SelectMany(node => node.Edges.Values).SelectMany(edges => edges))
        {
            // A state that is only ever a destination is a state all the same.
            if (edge.Kind is EdgeKind.Fixed or EdgeKind.Reentry)
            {
                nodes.TryAdd(edge.Destination!, new StateNode<TState, TTrigger>(edge.Destination!));
            }
        }

        var states = nodes.ToDictionary(entry => entry.Key, entry => Describe(entry.Value));
        foreach (var (state, node) in nodes)
        {
            Relate(states[state], node, states);
        }

        // As upstream, the initial state stands alone: only its value and actions are told.
        var initial = Describe(new StateNode<TState, TTrigger>(initialState));
        return new StateMachineInfo(states.Values, typeof(TState), typeof(TTrigger), initial);
    }

    private static StateInfo Describe<TState, TTrigger>(StateNode<TState, TTrigger> node) =>
        new(
            node.State!,
            [.. node.EntryActions.Select(action => action.Info)],
            [.. node.ExitActions.Select(action => action.Method)],
            [.. Of(node, EdgeKind.Ignored).Select(edge => new IgnoredTransitionInfo(new TriggerInfo(edge.Trigger!), Guards(edge)))]);

    private static void Relate<TState, TTrigger>(
        StateInfo info, StateNode<TState, TTrigger> node, Dictionary<TState, StateInfo> states)
    {
        var fixedTransitions = new List<FixedTransitionInfo>();
        foreach (var edges in node.Edges.Values)
        {
            // Upstream's order within a trigger; diagrams drawn from it must not depend on whose package this is.
            foreach (var edge in edges.Where(edge => edge.Kind is EdgeKind.Fixed or EdgeKind.Reentry or EdgeKind.Internal)
                .OrderBy(edge => edge.Kind))
            {
                var isInternal = edge.Kind == EdgeKind.Internal;
                var destination = states[isInternal ? node.State : edge.Destination!];
                fixedTransitions.Add(new FixedTransitionInfo(new TriggerInfo(edge.Trigger!), Guards(edge), destination, isInternal));
            }
        }

        info.Relate(
            node.Superstate is { } superstate ? states[superstate.State] : null,
            [.. node.Substates.Select(substate => states[substate.State])],
            fixedTransitions,
            [.. Of(node, EdgeKind.Dynamic).Select(edge => edge.DynamicInfo!)]);
    }

    private static IEnumerable<Edge<TState, TTrigger>> Of<TState, TTrigger>(StateNode<TState, TTrigger> node, EdgeKind kind) =>
        node.Edges.Values.SelectMany(edges => edges).Where(edge => edge.Kind == kind);

    private static InvocationInfo[] Guards<TState, TTrigger>(Edge<TState, TTrigger> edge) =>
        Array.ConvertAll(edge.Guards, guard => guard.Method);
}
