namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// The motor that drives a bolt into the plug of a detachable cable. It needs its drive for the whole travel and stays where it
/// is when the drive ends. Both drives at once brake it.
/// </summary>
public sealed class LockMotor
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _travel;
    private readonly OneShot _arrival;
    private TimeSpan _travelled;
    private long _movingSince;
    private int _direction;
    private bool _reportedLocked;

    /// <param name="travel">Drive needed from end to end.</param>
    public LockMotor(TimeProvider time, TimeSpan travel)
    {
        _time = time;
        _travel = travel;
        _arrival = new OneShot(time, Follow);
    }

    /// <summary>The drive towards locked.</summary>
    public bool DriveForward
    {
        get;
        set
        {
            field = value;
            Follow();
        }
    }

    /// <summary>The drive towards unlocked.</summary>
    public bool DriveReverse
    {
        get;
        set
        {
            field = value;
            Follow();
        }
    }

    /// <summary>The feedback contact: closed at the locked end only.</summary>
    public bool IsLocked => _direction >= 0 && Travelled == _travel;

    /// <summary>The bolt is far enough out to keep the plug in the socket, or to keep one from being put in.</summary>
    public bool HoldsPlug => Travelled * 2 >= _travel;

    /// <summary>Fault: it does not lock. A locked one stays locked until it is driven back.</summary>
    public bool JammedOpen
    {
        get;
        set
        {
            field = value;
            Follow();
        }
    }

    /// <summary>Fault: it does not unlock.</summary>
    public bool JammedClosed
    {
        get;
        set
        {
            field = value;
            Follow();
        }
    }

    /// <summary><see cref="IsLocked"/> has changed.</summary>
    public event Action? Changed;

    private TimeSpan Travelled
    {
        get
        {
            var position = _travelled + (_direction * _time.GetElapsedTime(_movingSince));
            return position < TimeSpan.Zero ? TimeSpan.Zero : position > _travel ? _travel : position;
        }
    }

    private void Follow()
    {
        _travelled = Travelled;
        _movingSince = _time.GetTimestamp();
        _direction = (DriveForward, DriveReverse) switch
        {
            (true, false) when !JammedOpen => 1,
            (false, true) when !JammedClosed => -1,
            _ => 0,
        };

        var rest = _direction > 0 ? _travel - _travelled : _direction < 0 ? _travelled : TimeSpan.Zero;
        if (rest > TimeSpan.Zero)
        {
            _arrival.Start(rest);
        }
        else
        {
            _arrival.Cancel();
        }

        if (IsLocked != _reportedLocked)
        {
            _reportedLocked = !_reportedLocked;
            Changed?.Invoke();
        }
    }
}
