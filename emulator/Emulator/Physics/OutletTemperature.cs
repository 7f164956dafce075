namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// The temperature of an outlet: ambient and, where asked for, a rise with the square of the current that is approached in a
/// straight line. Reckoned when it is read; nothing ticks.
/// </summary>
public sealed class OutletTemperature
{
    private readonly TimeProvider _time;
    private readonly PowerFlow _flow;
    private double _riseK;
    private double _aimK;
    private long _settled;

    internal OutletTemperature(TimeProvider time, PowerFlow flow)
    {
        _time = time;
        _flow = flow;
        _settled = time.GetTimestamp();
        flow.Changed += Settle;
    }

    public double AmbientC { get; set; } = 25;

    /// <summary>The rise that 1 A would cause in the end, in K: 0.02 makes 20 K at 32 A. 0, the default, keeps the outlet cool.</summary>
    public double RiseAtOneAmpereK
    {
        get;
        set
        {
            field = value;
            Settle();
        }
    }

    /// <summary>How fast the rise goes up and down, in K a second.</summary>
    public double SlewKPerSecond { get; set; } = 0.05;

    /// <summary>Fault: this, whatever the physics would make of it, in °C.</summary>
    public double? ForcedC { get; set; }

    public double ValueC
    {
        get
        {
            Settle();
            return ForcedC ?? (AmbientC + _riseK);
        }
    }

    private void Settle()
    {
        var now = _time.GetTimestamp();
        var reachK = SlewKPerSecond * (now - _settled) / _time.TimestampFrequency;
        _riseK += Math.Max(-reachK, Math.Min(reachK, _aimK - _riseK));
        _aimK = RiseAtOneAmpereK * _flow.CurrentA * _flow.CurrentA;
        _settled = now;
    }
}
