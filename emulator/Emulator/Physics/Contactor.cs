namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// A contactor with an auxiliary mirror contact. The coil is commanded by a pin or a Modbus coil and fed through interlocks;
/// the mains close at the first touch of the contacts, and the auxiliary contact bounces after that touch.
/// </summary>
public sealed class Contactor
{
    /// <summary>Where in the bounce time the auxiliary contact makes, breaks, makes, breaks and makes for good.</summary>
    private static readonly double[] s_bounce = [0, 0.2, 0.4, 0.7, 1];

    private readonly IInterlock[] _interlocks;
    private readonly ContactorTimings _timings;
    private readonly OneShot _motion;
    private bool _attracted;
    private bool _auxiliaryClosed;
    private int _bounceEdge;

    /// <param name="interlocks">What stands in series with the coil; none is a coil fed by the bench's own supply.</param>
    public Contactor(TimeProvider time, IEnumerable<IInterlock> interlocks, ContactorTimings? timings = null)
    {
        _interlocks = [.. interlocks];
        _timings = timings ?? ContactorTimings.Usual;
        _motion = new OneShot(time, Move);
        foreach (var interlock in _interlocks)
        {
            interlock.Changed += Follow;
        }
    }

    /// <summary>What the output that drives the coil says.</summary>
    public bool CoilCommanded
    {
        get;
        set
        {
            if (field == value)
            {
                return;
            }

            field = value;
            Commanded?.Invoke();
            Follow();
        }
    }

    /// <summary><see cref="CoilCommanded"/> has changed: for the bench, which judges commands and not only what came of them.</summary>
    public event Action? Commanded;

    /// <summary>Commanded, and every interlock permits.</summary>
    public bool CoilEnergised => CoilCommanded && Array.TrueForAll(_interlocks, static interlock => interlock.Permits);

    /// <summary>The main contacts: energy can flow.</summary>
    public bool MainsClosed { get; private set; }

    /// <summary>The auxiliary mirror contact as an input sees it, bounce included.</summary>
    public bool FeedbackClosed => _auxiliaryClosed && !FeedbackBroken;

    /// <summary>Fault: it never closes. A closed one falls.</summary>
    public bool StuckOpen
    {
        get;
        set
        {
            field = value;
            Follow();
        }
    }

    /// <summary>
    /// Fault: the contacts are stuck together, mains and feedback closed whatever the coil does. On an open contactor it takes
    /// hold at once, as a blow on the armature does. Clearing it lets the contacts follow the coil again.
    /// </summary>
    public bool Welded
    {
        get;
        set
        {
            field = value;
            Weld();
        }
    }

    /// <summary>Fault: the feedback wire is broken and reads as open.</summary>
    public bool FeedbackBroken
    {
        get;
        set
        {
            field = value;
            Changed?.Invoke();
        }
    }

    /// <summary><see cref="MainsClosed"/> or <see cref="FeedbackClosed"/> has changed.</summary>
    public event Action? Changed;

    private void Follow()
    {
        var attracted = CoilEnergised && !StuckOpen;
        if (attracted == _attracted)
        {
            return;
        }

        _attracted = attracted;
        if (!Welded)
        {
            Begin();
        }
    }

    private void Begin()
    {
        _motion.Cancel();
        if (_attracted == MainsClosed)
        {
            // Turned round before the contacts had moved.
            Settle(_attracted);
        }
        else if (_attracted)
        {
            _bounceEdge = 0;
            _motion.Start(_timings.Operate - _timings.Bounce);
        }
        else
        {
            Settle(closed: true);
            _motion.Start(_timings.Release);
        }
    }

    private void Weld()
    {
        if (Welded)
        {
            _motion.Cancel();
            Settle(closed: true);
        }
        else
        {
            Begin();
        }
    }

    private void Move()
    {
        if (!_attracted)
        {
            Settle(closed: false);
            return;
        }

        MainsClosed = true;
        _auxiliaryClosed = !_auxiliaryClosed;
        if (_bounceEdge + 1 < s_bounce.Length)
        {
            var gap = s_bounce[_bounceEdge + 1] - s_bounce[_bounceEdge];
            _bounceEdge++;
            _motion.Start(gap * _timings.Bounce);
        }

        Changed?.Invoke();
    }

    private void Settle(bool closed)
    {
        if (MainsClosed != closed || _auxiliaryClosed != closed)
        {
            MainsClosed = closed;
            _auxiliaryClosed = closed;
            Changed?.Invoke();
        }
    }
}
