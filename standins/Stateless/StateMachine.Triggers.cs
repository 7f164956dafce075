using System.Diagnostics.CodeAnalysis;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>Handles a trigger, or queues it while another one is being handled (<see cref="FiringMode.Queued"/>).</summary>
    /// <exception cref="InvalidOperationException">Nothing permits it, or several transitions do at once.</exception>
    public void Fire(TTrigger trigger) => FireWith(trigger, []);

    public void Fire(TriggerWithParameters trigger, params object[] args) => FireWith(Underlying(trigger), args);

    public void Fire<TArg0>(TriggerWithParameters<TArg0> trigger, TArg0 arg0) => FireWith(Underlying(trigger), [arg0]);

    public void Fire<TArg0, TArg1>(TriggerWithParameters<TArg0, TArg1> trigger, TArg0 arg0, TArg1 arg1) =>
        FireWith(Underlying(trigger), [arg0, arg1]);

    /// <summary>True when <see cref="Fire(TTrigger)"/> would be handled, be it by ignoring it.</summary>
    public bool CanFire(TTrigger trigger) => CanFireWith(trigger, [], out _);

    /// <param name="unmetGuards">What is in the way; null when there is no transition at all.</param>
    public bool CanFire(TTrigger trigger, out ICollection<string>? unmetGuards) => CanFireWith(trigger, [], out unmetGuards);

    public bool CanFire<TArg0>(TriggerWithParameters<TArg0> trigger, TArg0 arg0) =>
        CanFireWith(Underlying(trigger), [arg0], out _);

    public bool CanFire<TArg0>(TriggerWithParameters<TArg0> trigger, TArg0 arg0, out ICollection<string>? unmetGuards) =>
        CanFireWith(Underlying(trigger), [arg0], out unmetGuards);

    public bool CanFire<TArg0, TArg1>(TriggerWithParameters<TArg0, TArg1> trigger, TArg0 arg0, TArg1 arg1) =>
        CanFireWith(Underlying(trigger), [arg0, arg1], out _);

    /// <summary>Says which arguments a trigger carries; once a trigger.</summary>
    public TriggerWithParameters SetTriggerParameters(TTrigger trigger, params Type[] argumentTypes) =>
        Remember(new TriggerWithParameters(trigger, argumentTypes));

    public TriggerWithParameters<TArg0> SetTriggerParameters<TArg0>(TTrigger trigger) =>
        Remember(new TriggerWithParameters<TArg0>(trigger));

    public TriggerWithParameters<TArg0, TArg1> SetTriggerParameters<TArg0, TArg1>(TTrigger trigger) =>
        Remember(new TriggerWithParameters<TArg0, TArg1>(trigger));

    private static TTrigger Underlying([NotNull] TriggerWithParameters? trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return trigger.Trigger;
    }

    private bool CanFireWith(TTrigger trigger, object?[] arguments, out ICollection<string>? unmetGuards)
    {
        (var edge, unmetGuards) = Node(State).Find(trigger, arguments);
        return edge is not null && unmetGuards is not { Count: > 0 };
    }

    private T Remember<T>(T trigger)
        where T : TriggerWithParameters
    {
        if (!_parameters.TryAdd(trigger.Trigger, trigger))
        {
            throw new InvalidOperationException($"Parameters for the trigger '{trigger.Trigger}' have already been configured.");
        }

        return trigger;
    }
}
