using Stateless.Reflection;

namespace Stateless.Wiring;

/// <summary>What runs when a state is entered: by any trigger, or only by the one it is bound to.</summary>
internal sealed class EntryAction<TState, TTrigger>(
    Action<StateMachine<TState, TTrigger>.Transition> action, InvocationInfo method, bool isBound, TTrigger? trigger)
{
    public ActionInfo Info { get; } = new(method, isBound ? trigger?.ToString() : null);

    public void Run(StateMachine<TState, TTrigger>.Transition transition)
    {
        if (!isBound || EqualityComparer<TTrigger>.Default.Equals(transition.Trigger, trigger))
        {
            action(transition);
        }
    }
}
