using Stateless.Wiring;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>Says what a state does; every call adds to it and returns it.</summary>
    public partial class StateConfiguration
    {
        private readonly StateNode<TState, TTrigger> _node;

        internal StateConfiguration(StateMachine<TState, TTrigger> machine, StateNode<TState, TTrigger> node)
        {
            Machine = machine;
            _node = node;
        }

        public TState State => _node.State;

        public StateMachine<TState, TTrigger> Machine { get; }

        /// <summary>Puts the state under another one, whose transitions hold where it has none of its own.</summary>
        /// <exception cref="ArgumentException">The other one is this state or lies under it.</exception>
        public StateConfiguration SubstateOf(TState superstate)
        {
            var above = Machine.Node(superstate);
            if (above.IsWithin(State))
            {
                throw new ArgumentException(
                    $"Configuring {State} as a substate of {superstate} creates an illegal cyclic configuration.", nameof(superstate));
            }

            _node.PutUnder(above);
            return this;
        }

        /// <summary>Entering this state goes on into <paramref name="targetState"/>, one of its substates.</summary>
        /// <exception cref="ArgumentException">The target is this state.</exception>
        /// <exception cref="InvalidOperationException">The state has an initial transition already.</exception>
        public StateConfiguration InitialTransition(TState targetState)
        {
            if (_node.HasInitialSubstate)
            {
                throw new InvalidOperationException(
                    $"This state has already been configured with an initial transition ({_node.InitialSubstate}).");
            }

            if (SameState.Equals(targetState, State))
            {
                throw new ArgumentException(
                    "Setting the current state as the target destination state is not allowed.", nameof(targetState));
            }

            _node.StartIn(targetState);
            return this;
        }

        private static TTrigger Of(TriggerWithParameters trigger) => Underlying(trigger);

        private StateConfiguration Add(Edge<TState, TTrigger> edge)
        {
            _node.Add(edge);
            return this;
        }
    }
}
