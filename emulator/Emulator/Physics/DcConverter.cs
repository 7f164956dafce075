namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// The converter of a DC source: brings its current to a setpoint that moves, in steps of a tenth of a second while it ramps and
/// of a second while it holds. Without current and setpoint it costs nothing.
/// </summary>
internal sealed class DcConverter
{
    private static readonly TimeSpan s_rampStep = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_holdStep = TimeSpan.FromSeconds(1);

    private readonly DcSource _source;
    private readonly Func<double> _setpointA;
    private readonly Action _moved;
    private readonly OneShot _step;
    private double _downAPerSecond;
    private bool _ramping;

    /// <param name="setpointA">What the current should be now, in A. Asked on every step.</param>
    /// <param name="moved">A step was made; <see cref="CurrentA"/> holds from now on.</param>
    public DcConverter(TimeProvider time, DcSource source, Func<double> setpointA, Action moved)
    {
        _source = source;
        _setpointA = setpointA;
        _moved = moved;
        _step = new OneShot(time, Step);
    }

    public double CurrentA { get; private set; }

    /// <summary>Begins to follow the setpoint from where the current is.</summary>
    public void Start()
    {
        _downAPerSecond = _source.RampDownAPerSecond;
        Schedule(ramping: true);
    }

    /// <summary>Ramps down as fast as a stop has to be. The setpoint is expected to be 0 from now on.</summary>
    public void Stop()
    {
        _downAPerSecond = Math.Max(_source.RampDownAPerSecond, CurrentA / _source.StopWithin.TotalSeconds);
        Schedule(ramping: true);
    }

    /// <summary>No current any more, at once.</summary>
    public void Cut()
    {
        CurrentA = 0;
        _step.Cancel();
    }

    /// <summary>The setpoint may have moved: looks at it within a ramp step instead of a hold step.</summary>
    public void Hurry()
    {
        // A ramp step under way is left alone: limits written faster than it would starve the ramp.
        if (CurrentA != _setpointA() && !(_ramping && _step.IsRunning))
        {
            Schedule(ramping: true);
        }
    }

    private void Schedule(bool ramping)
    {
        _ramping = ramping;
        _step.Start(ramping ? s_rampStep : s_holdStep);
    }

    private void Step()
    {
        var setpointA = _setpointA();
        var seconds = s_rampStep.TotalSeconds;
        var leastA = CurrentA - (_downAPerSecond * seconds);
        var mostA = CurrentA + (_source.RampUpAPerSecond * seconds);
        CurrentA = Math.Max(leastA, Math.Min(mostA, setpointA));
        if (CurrentA != setpointA || CurrentA > 0)
        {
            // Once the current is where it belongs, only the battery's voltage and its taper move, and they move slowly.
            Schedule(ramping: CurrentA != setpointA);
        }

        _moved();
    }
}
