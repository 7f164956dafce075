using Stateless;
using Stateless.Reflection;

namespace ChargerFirmware.Station.Machines;

/// <summary>
/// One configured state machine for many subjects: a configured machine costs tens of kB, a subject only its state.
/// Triggers fired while another one is being handled wait in a queue of our own, so that a trigger meets the subject it was
/// meant for, and none survives an exception.
/// </summary>
/// <remarks>Synchronous, one thread. Guards and actions read <see cref="Subject"/>.</remarks>
public abstract class SharedMachine<TSubject, TState, TTrigger>
    where TSubject : class
    where TState : notnull
    where TTrigger : notnull
{
    private readonly StateMachine<TState, TTrigger> _machine;
    private readonly Queue<(TSubject Subject, TTrigger Trigger)> _queue = new();
    private TSubject? _subject;

    protected SharedMachine()
    {
        // The accessor is called once while there is no subject yet.
        _machine = new StateMachine<TState, TTrigger>(
            () => _subject is null ? default! : Read(_subject),
            state => Write(Subject, state),
            FiringMode.Queued)
        {
            RetainSynchronizationContext = true,
        };
    }

    /// <summary>Whom the trigger in hand is for. Only valid in guards and actions.</summary>
    protected TSubject Subject => _subject ?? throw new InvalidOperationException("No trigger is being handled.");

    /// <summary>The machine's shape, for diagrams.</summary>
    public StateMachineInfo GetInfo() => _machine.GetInfo();

    public void Fire(TSubject subject, TTrigger trigger)
    {
        _queue.Enqueue((subject, trigger));
        if (_subject is not null)
        {
            return;
        }

        try
        {
            while (_queue.TryDequeue(out var next))
            {
                _subject = next.Subject;
                _machine.Fire(next.Trigger);
            }
        }
        finally
        {
            _subject = null;
            _queue.Clear();
        }
    }

    protected abstract TState Read(TSubject subject);

    protected abstract void Write(TSubject subject, TState state);

    protected StateMachine<TState, TTrigger>.StateConfiguration Configure(TState state) => _machine.Configure(state);
}
