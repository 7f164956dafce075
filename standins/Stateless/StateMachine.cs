using Stateless.Reflection;
using Stateless.Wiring;

namespace Stateless;

/// <summary>
/// A finite state machine with substates, guards and typed triggers. It belongs to one thread at a time and takes no lock.
/// </summary>
public partial class StateMachine<TState, TTrigger>
{
    private readonly Func<TState> _stateAccessor;
    private readonly Action<TState> _stateMutator;
    private readonly FiringMode _firingMode;
    private readonly TState _initialState;
    private readonly Dictionary<TState, StateNode<TState, TTrigger>> _nodes = [];
    private readonly Dictionary<TTrigger, TriggerWithParameters> _parameters = [];
    private readonly Queue<(TTrigger Trigger, object?[] Arguments)> _waiting = new();
    private bool _firing;
    private Action<Transition>? _transitioned;
    private Action<Transition>? _transitionCompleted;
    private Action<TState, TTrigger, ICollection<string>?> _unhandled = Refuse;

    /// <summary>A machine whose state lives outside; queued firing.</summary>
    public StateMachine(Func<TState> stateAccessor, Action<TState> stateMutator)
        : this(stateAccessor, stateMutator, FiringMode.Queued)
    {
    }

    /// <summary>A machine that keeps its state itself; queued firing.</summary>
    public StateMachine(TState initialState)
        : this(initialState, FiringMode.Queued)
    {
    }

    /// <summary>A machine whose state lives outside. The accessor is read once here: its state is the initial one.</summary>
    public StateMachine(Func<TState> stateAccessor, Action<TState> stateMutator, FiringMode firingMode)
    {
        _stateAccessor = stateAccessor ?? throw new ArgumentNullException(nameof(stateAccessor));
        _stateMutator = stateMutator ?? throw new ArgumentNullException(nameof(stateMutator));
        _initialState = stateAccessor();
        _firingMode = firingMode;
    }

    /// <summary>A machine that keeps its state itself.</summary>
    public StateMachine(TState initialState, FiringMode firingMode)
    {
        var current = initialState;
        _stateAccessor = () => current;
        _stateMutator = state => current = state;
        _initialState = initialState;
        _firingMode = firingMode;
    }

    /// <summary>Upstream's asynchronous members obey this; nothing here is asynchronous, so it is only remembered.</summary>
    public bool RetainSynchronizationContext { get; set; }

    /// <summary>The current state.</summary>
    public TState State
    {
        get => _stateAccessor();
        private set => _stateMutator(value);
    }

    /// <summary>The triggers that the current state and its superstates accept now, ignored ones included.</summary>
    public IEnumerable<TTrigger> PermittedTriggers => Node(State).PermittedTriggers([]);

    /// <summary>True in <paramref name="state"/> itself and in each of its substates.</summary>
    public bool IsInState(TState state) => Node(State).IsWithin(state);

    /// <summary>Opens the configuration of a state; may be called again for the same state.</summary>
    public StateConfiguration Configure(TState state) => new(this, Node(state));

    /// <summary>The machine as it is configured, for diagrams and tests.</summary>
    public StateMachineInfo GetInfo() => MachineReader.Read(_initialState, _nodes);

    /// <summary>Called instead of the exception when nothing permits a trigger.</summary>
    public void OnUnhandledTrigger(Action<TState, TTrigger> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        _unhandled = (state, trigger, _) => unhandledTriggerAction(state, trigger);
    }

    /// <summary>As above; the third argument describes the unmet guards and is null when no transition was there to guard.</summary>
    public void OnUnhandledTrigger(Action<TState, TTrigger, ICollection<string>?> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        _unhandled = unhandledTriggerAction;
    }

    /// <summary>Called after the exit actions and before the entry actions, also on the way into an initial substate.</summary>
    public void OnTransitioned(Action<Transition> onTransitionAction)
    {
        ArgumentNullException.ThrowIfNull(onTransitionAction);
        _transitioned += onTransitionAction;
    }

    /// <summary>Called once a transition when its entry actions have run.</summary>
    public void OnTransitionCompleted(Action<Transition> onTransitionAction)
    {
        ArgumentNullException.ThrowIfNull(onTransitionAction);
        _transitionCompleted += onTransitionAction;
    }

    public override string ToString() =>
        $"StateMachine {{ State = {State}, PermittedTriggers = {{ {string.Join(", ", PermittedTriggers)} }}}}";

    private static void Refuse(TState state, TTrigger trigger, ICollection<string>? unmetGuards) =>
        throw new InvalidOperationException(unmetGuards is { Count: > 0 }
            ? $"Trigger '{trigger}' is valid for transition from state '{state}' but a guard conditions are not met. " +
              $"Guard descriptions: '{string.Join(", ", unmetGuards)}'."
            : $"No valid leaving transitions are permitted from state '{state}' for trigger '{trigger}'. Consider ignoring the trigger.");

    private StateNode<TState, TTrigger> Node(TState state)
    {
        if (!_nodes.TryGetValue(state, out var node))
        {
            node = new StateNode<TState, TTrigger>(state);
            _nodes.Add(state, node);
        }

        return node;
    }
}
