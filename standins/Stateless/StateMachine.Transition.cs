namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>One step of the machine, as its actions see it.</summary>
    public class Transition
    {
        public Transition(TState source, TState destination, TTrigger trigger, object[]? parameters = null)
        {
            Source = source;
            Destination = destination;
            Trigger = trigger;
            Parameters = parameters ?? [];
        }

        public TState Source { get; }

        public TState Destination { get; }

        public TTrigger Trigger { get; }

        public bool IsReentry => SameState.Equals(Source, Destination);

        /// <summary>What the trigger carried; empty when nothing.</summary>
        public object[] Parameters { get; }
    }

    /// <summary>The step from a state into its initial substate.</summary>
    public class InitialTransition : Transition
    {
        public InitialTransition(TState source, TState destination, TTrigger trigger, object[]? parameters = null)
            : base(source, destination, trigger, parameters)
        {
        }
    }
}
