using Stateless.Reflection;
using Stateless.Wiring;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    public partial class StateConfiguration
    {
        /// <summary>Runs when the state is entered, after its superstate's entry actions; the state has changed by then.</summary>
        public StateConfiguration OnEntry(Action entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Entry(_ => entryAction(), entryAction, entryActionDescription);
        }

        public StateConfiguration OnEntry(Action<Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Entry(entryAction, entryAction, entryActionDescription);
        }

        /// <summary>Runs when the state is entered by this trigger.</summary>
        public StateConfiguration OnEntryFrom(TTrigger trigger, Action entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EntryFrom(trigger, _ => entryAction(), entryAction, entryActionDescription);
        }

        public StateConfiguration OnEntryFrom(TTrigger trigger, Action<Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EntryFrom(trigger, entryAction, entryAction, entryActionDescription);
        }

        public StateConfiguration OnEntryFrom(
            TriggerWithParameters trigger, Action<Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EntryFrom(Of(trigger), entryAction, entryAction, entryActionDescription);
        }

        public StateConfiguration OnEntryFrom<TArg0>(
            TriggerWithParameters<TArg0> trigger, Action<TArg0> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EntryFrom(
                Of(trigger), transition => entryAction(Argument<TArg0>(transition, 0)), entryAction, entryActionDescription);
        }

        public StateConfiguration OnEntryFrom<TArg0>(
            TriggerWithParameters<TArg0> trigger, Action<TArg0, Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EntryFrom(
                Of(trigger), transition => entryAction(Argument<TArg0>(transition, 0), transition), entryAction, entryActionDescription);
        }

        public StateConfiguration OnEntryFrom<TArg0, TArg1>(
            TriggerWithParameters<TArg0, TArg1> trigger, Action<TArg0, TArg1> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EntryFrom(
                Of(trigger),
                transition => entryAction(Argument<TArg0>(transition, 0), Argument<TArg1>(transition, 1)),
                entryAction,
                entryActionDescription);
        }

        public StateConfiguration OnEntryFrom<TArg0, TArg1>(
            TriggerWithParameters<TArg0, TArg1> trigger,
            Action<TArg0, TArg1, Transition> entryAction,
            string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EntryFrom(
                Of(trigger),
                transition => entryAction(Argument<TArg0>(transition, 0), Argument<TArg1>(transition, 1), transition),
                entryAction,
                entryActionDescription);
        }

        /// <summary>Runs when the state is left, before its superstate's exit actions; the state has not changed yet.</summary>
        public StateConfiguration OnExit(Action exitAction, string? exitActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(exitAction);
            _node.ExitActions.Add((_ => exitAction(), InvocationInfo.Of(exitAction, exitActionDescription)));
            return this;
        }

        public StateConfiguration OnExit(Action<Transition> exitAction, string? exitActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(exitAction);
            _node.ExitActions.Add((exitAction, InvocationInfo.Of(exitAction, exitActionDescription)));
            return this;
        }

        private static T Argument<T>(Transition transition, int index) => Arguments.Get<T>(transition.Parameters, index);

        private StateConfiguration Entry(Action<Transition> action, Delegate method, string? description)
        {
            _node.EntryActions.Add(
                new EntryAction<TState, TTrigger>(action, InvocationInfo.Of(method, description), isBound: false, default));
            return this;
        }

        private StateConfiguration EntryFrom(TTrigger trigger, Action<Transition> action, Delegate method, string? description)
        {
            _node.EntryActions.Add(
                new EntryAction<TState, TTrigger>(action, InvocationInfo.Of(method, description), isBound: true, trigger));
            return this;
        }
    }
}
