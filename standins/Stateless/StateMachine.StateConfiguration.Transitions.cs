using Stateless.Wiring;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    public partial class StateConfiguration
    {
        /// <summary>Goes to another state on a trigger.</summary>
        /// <exception cref="ArgumentException">The destination is this state.</exception>
        public StateConfiguration Permit(TTrigger trigger, TState destinationState) => To(trigger, destinationState);

        /// <summary>Goes to another state on a trigger while the guard holds. Guards must not have side effects.</summary>
        public StateConfiguration PermitIf(
            TTrigger trigger, TState destinationState, Func<bool> guard, string? guardDescription = null) =>
            To(trigger, destinationState, Guard.Of(guard, guardDescription));

        public StateConfiguration PermitIf(TTrigger trigger, TState destinationState, params Tuple<Func<bool>, string>[] guards) =>
            To(trigger, destinationState, Guard.Of(guards));

        public StateConfiguration PermitIf<TArg0>(
            TriggerWithParameters<TArg0> trigger, TState destinationState, Func<TArg0, bool> guard, string? guardDescription = null) =>
            To(Of(trigger), destinationState, Guard.Of(guard, guardDescription));

        public StateConfiguration PermitIf<TArg0>(
            TriggerWithParameters<TArg0> trigger, TState destinationState, params Tuple<Func<TArg0, bool>, string>[] guards) =>
            To(Of(trigger), destinationState, Guard.Of(guards));

        public StateConfiguration PermitIf<TArg0, TArg1>(
            TriggerWithParameters<TArg0, TArg1> trigger,
            TState destinationState,
            Func<TArg0, TArg1, bool> guard,
            string? guardDescription = null) =>
            To(Of(trigger), destinationState, Guard.Of(guard, guardDescription));

        public StateConfiguration PermitIf<TArg0, TArg1>(
            TriggerWithParameters<TArg0, TArg1> trigger,
            TState destinationState,
            params Tuple<Func<TArg0, TArg1, bool>, string>[] guards) =>
            To(Of(trigger), destinationState, Guard.Of(guards));

        /// <summary>Leaves and enters this state on a trigger.</summary>
        public StateConfiguration PermitReentry(TTrigger trigger) => Again(trigger);

        public StateConfiguration PermitReentryIf(TTrigger trigger, Func<bool> guard, string? guardDescription = null) =>
            Again(trigger, Guard.Of(guard, guardDescription));

        public StateConfiguration PermitReentryIf(TTrigger trigger, params Tuple<Func<bool>, string>[] guards) =>
            Again(trigger, Guard.Of(guards));

        public StateConfiguration PermitReentryIf<TArg0>(
            TriggerWithParameters<TArg0> trigger, Func<TArg0, bool> guard, string? guardDescription = null) =>
            Again(Of(trigger), Guard.Of(guard, guardDescription));

        public StateConfiguration PermitReentryIf<TArg0>(
            TriggerWithParameters<TArg0> trigger, params Tuple<Func<TArg0, bool>, string>[] guards) =>
            Again(Of(trigger), Guard.Of(guards));

        /// <summary>Takes a trigger and does nothing about it.</summary>
        public StateConfiguration Ignore(TTrigger trigger) => Drop(trigger);

        public StateConfiguration IgnoreIf(TTrigger trigger, Func<bool> guard, string? guardDescription = null) =>
            Drop(trigger, Guard.Of(guard, guardDescription));

        public StateConfiguration IgnoreIf(TTrigger trigger, params Tuple<Func<bool>, string>[] guards) =>
            Drop(trigger, Guard.Of(guards));

        public StateConfiguration IgnoreIf<TArg0>(
            TriggerWithParameters<TArg0> trigger, Func<TArg0, bool> guard, string? guardDescription = null) =>
            Drop(Of(trigger), Guard.Of(guard, guardDescription));

        public StateConfiguration IgnoreIf<TArg0>(
            TriggerWithParameters<TArg0> trigger, params Tuple<Func<TArg0, bool>, string>[] guards) =>
            Drop(Of(trigger), Guard.Of(guards));

        private StateConfiguration To(TTrigger trigger, TState destination, params Guard[] guards)
        {
            if (SameState.Equals(destination, State))
            {
                throw new ArgumentException(
                    "Permit() (and PermitIf()) require that the destination state is not equal to the source state. " +
                    "To accept a trigger without changing state, use either Ignore() or PermitReentry().");
            }

            return Add(new Edge<TState, TTrigger>(EdgeKind.Fixed, trigger, guards) { Destination = destination });
        }

        private StateConfiguration Again(TTrigger trigger, params Guard[] guards) =>
            Add(new Edge<TState, TTrigger>(EdgeKind.Reentry, trigger, guards) { Destination = State });

        private StateConfiguration Drop(TTrigger trigger, params Guard[] guards) =>
            Add(new Edge<TState, TTrigger>(EdgeKind.Ignored, trigger, guards));
    }
}
