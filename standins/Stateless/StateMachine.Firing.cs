using Stateless.Wiring;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    private static readonly EqualityComparer<TState> SameState = EqualityComparer<TState>.Default;

    private void FireWith(TTrigger trigger, object?[] arguments)
    {
        if (_firingMode == FiringMode.Immediate)
        {
            Handle(trigger, arguments);
            return;
        }

        _waiting.Enqueue((trigger, arguments));
        if (_firing)
        {
            return;
        }

        _firing = true;
        try
        {
            while (_waiting.TryDequeue(out var next))
            {
                Handle(next.Trigger, next.Arguments);
            }
        }
        finally
        {
            // As upstream: what waits when an action throws stays, and runs before the next trigger.
            _firing = false;
        }
    }

    private void Handle(TTrigger trigger, object?[] arguments)
    {
        if (_parameters.TryGetValue(trigger, out var expected))
        {
            expected.ValidateParameters(arguments!);
        }

        var source = State;
        var node = Node(source);
        var (edge, unmetGuards) = node.Find(trigger, arguments);
        if (edge is null || unmetGuards is { Count: > 0 })
        {
            _unhandled(source, trigger, unmetGuards);
            return;
        }

        switch (edge.Kind)
        {
            case EdgeKind.Fixed when SameState.Equals(source, edge.Destination):
                // A superstate's way to the very substate we are in: not a reentry.
                break;
            case EdgeKind.Fixed:
                Move(node, new Transition(source, edge.Destination!, trigger, arguments!));
                break;
            case EdgeKind.Dynamic:
                Move(node, new Transition(source, edge.SelectDestination!(arguments), trigger, arguments!));
                break;
            case EdgeKind.Reentry:
                Reenter(node, new Transition(source, edge.Destination!, trigger, arguments!));
                break;
            case EdgeKind.Internal:
                edge.Action!(new Transition(source, source, trigger, arguments!), arguments);
                break;
        }
    }

    private void Move(StateNode<TState, TTrigger> from, Transition transition)
    {
        from.Exit(transition);
        State = transition.Destination;
        _transitioned?.Invoke(transition);

        var entered = Enter(Node(transition.Destination), transition);
        if (!SameState.Equals(entered.State, State))
        {
            State = entered.State;
        }

        _transitionCompleted?.Invoke(new Transition(transition.Source, State, transition.Trigger, transition.Parameters));
    }

    private void Reenter(StateNode<TState, TTrigger> from, Transition transition)
    {
        from.Exit(transition);
        var node = Node(transition.Destination);
        if (!transition.IsReentry)
        {
            // Declared by a superstate: its substates have been left by now, next it is left and entered itself.
            transition = new Transition(transition.Destination, transition.Destination, transition.Trigger, transition.Parameters);
            node.Exit(transition);
        }

        _transitioned?.Invoke(transition);
        var entered = Enter(node, transition);
        _transitionCompleted?.Invoke(transition);
        State = entered.State;
    }

    /// <summary>Enters a state and, where it has one, its initial substate; returns where this ended.</summary>
    private StateNode<TState, TTrigger> Enter(StateNode<TState, TTrigger> node, Transition transition)
    {
        node.Enter(transition);

        if (_firingMode == FiringMode.Immediate && !SameState.Equals(State, transition.Destination))
        {
            // An entry action has fired and moved on already.
            node = Node(State);
            transition = new Transition(transition.Source, State, transition.Trigger, transition.Parameters);
        }

        if (!node.HasInitialSubstate)
        {
            return node;
        }

        var substate = node.Substates.Find(candidate => SameState.Equals(candidate.State, node.InitialSubstate))
            ?? throw new InvalidOperationException(
                $"The target ({node.InitialSubstate}) for the initial transition is not a substate.");
        _transitioned?.Invoke(new Transition(transition.Destination, substate.State, transition.Trigger, transition.Parameters));
        return Enter(substate, new InitialTransition(transition.Source, substate.State, transition.Trigger, transition.Parameters));
    }
}
