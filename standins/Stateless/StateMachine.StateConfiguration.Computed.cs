using Stateless.Reflection;
using Stateless.Wiring;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    public partial class StateConfiguration
    {
        /// <summary>Runs an action on a trigger without leaving the state: no exit, no entry, no OnTransitioned.</summary>
        public StateConfiguration InternalTransition(TTrigger trigger, Action<Transition> entryAction)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Stay(trigger, (transition, _) => entryAction(transition));
        }

        public StateConfiguration InternalTransition(TTrigger trigger, Action internalAction)
        {
            ArgumentNullException.ThrowIfNull(internalAction);
            return Stay(trigger, (_, _) => internalAction());
        }

        public StateConfiguration InternalTransition<TArg0>(
            TriggerWithParameters<TArg0> trigger, Action<TArg0, Transition> internalAction)
        {
            ArgumentNullException.ThrowIfNull(internalAction);
            return Stay(Of(trigger), (transition, arguments) => internalAction(Arguments.Get<TArg0>(arguments, 0), transition));
        }

        public StateConfiguration InternalTransition<TArg0, TArg1>(
            TriggerWithParameters<TArg0, TArg1> trigger, Action<TArg0, TArg1, Transition> internalAction)
        {
            ArgumentNullException.ThrowIfNull(internalAction);
            return Stay(Of(trigger), (transition, arguments) =>
                internalAction(Arguments.Get<TArg0>(arguments, 0), Arguments.Get<TArg1>(arguments, 1), transition));
        }

        public StateConfiguration InternalTransitionIf(
            TTrigger trigger, Func<object[], bool> guard, Action<Transition> entryAction, string? guardDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Stay(trigger, (transition, _) => entryAction(transition), Guard.OfAll(guard, guardDescription));
        }

        public StateConfiguration InternalTransitionIf(
            TTrigger trigger, Func<object[], bool> guard, Action internalAction, string? guardDescription = null)
        {
            ArgumentNullException.ThrowIfNull(internalAction);
            return Stay(trigger, (_, _) => internalAction(), Guard.OfAll(guard, guardDescription));
        }

        public StateConfiguration InternalTransitionIf<TArg0>(
            TriggerWithParameters<TArg0> trigger,
            Func<TArg0, bool> guard,
            Action<TArg0, Transition> internalAction,
            string? guardDescription = null)
        {
            ArgumentNullException.ThrowIfNull(internalAction);
            return Stay(
                Of(trigger),
                (transition, arguments) => internalAction(Arguments.Get<TArg0>(arguments, 0), transition),
                Guard.Of(guard, guardDescription));
        }

        /// <summary>Goes where the selector says when the trigger is handled; this state itself means a reentry.</summary>
        public StateConfiguration PermitDynamic(
            TTrigger trigger,
            Func<TState> destinationStateSelector,
            string? destinationStateSelectorDescription = null,
            DynamicStateInfos? possibleDestinationStates = null)
        {
            ArgumentNullException.ThrowIfNull(destinationStateSelector);
            return Computed(
                trigger,
                _ => destinationStateSelector(),
                InvocationInfo.Of(destinationStateSelector, destinationStateSelectorDescription),
                possibleDestinationStates);
        }

        public StateConfiguration PermitDynamic<TArg0>(
            TriggerWithParameters<TArg0> trigger,
            Func<TArg0, TState> destinationStateSelector,
            string? destinationStateSelectorDescription = null,
            DynamicStateInfos? possibleDestinationStates = null)
        {
            ArgumentNullException.ThrowIfNull(destinationStateSelector);
            return Computed(
                Of(trigger),
                arguments => destinationStateSelector(Arguments.Get<TArg0>(arguments, 0)),
                InvocationInfo.Of(destinationStateSelector, destinationStateSelectorDescription),
                possibleDestinationStates);
        }

        private StateConfiguration Stay(TTrigger trigger, Action<Transition, object?[]> action, params Guard[] guards) =>
            Add(new Edge<TState, TTrigger>(EdgeKind.Internal, trigger, guards) { Action = action });

        private StateConfiguration Computed(
            TTrigger trigger, Func<object?[], TState> select, InvocationInfo selector, DynamicStateInfos? possibleStates) =>
            Add(new Edge<TState, TTrigger>(EdgeKind.Dynamic, trigger, [])
            {
                SelectDestination = select,
                DynamicInfo = DynamicTransitionInfo.Create(trigger, null, selector, possibleStates),
            });
    }
}
