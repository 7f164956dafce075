namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// What really went through a connector's contactor: volts times amperes over the time its mains were closed. The bench judges
/// reported energy by it, so it shares nothing with the meter: it multiplies by itself, looks at the contactor by itself and adds up
/// in whole numbers (picowatts times clock ticks), which neither round nor drift.
/// </summary>
public sealed class ReferenceMeter
{
    private const double Micro = 1e6;

    private readonly TimeProvider _time;
    private readonly PowerFlow _flow;
    private readonly Contactor _contactor;
    private readonly Int128 _picowattTicksPerMicrowattHour;
    private Int128 _picowattTicks;
    private long _picowatts;
    private long _since;

    public ReferenceMeter(TimeProvider time, PowerFlow flow, Contactor contactor)
    {
        _time = time;
        _flow = flow;
        _contactor = contactor;
        _picowattTicksPerMicrowattHour = (Int128)1_000_000 * 3600 * time.TimestampFrequency;
        _since = time.GetTimestamp();
        flow.Changed += Observe;
        contactor.Changed += Observe;
    }

    /// <summary>Energy through the closed contactor since the beginning of the world, in Wh.</summary>
    public double FlowedWh
    {
        get
        {
            Observe();
            return (double)(_picowattTicks / _picowattTicksPerMicrowattHour) / Micro;
        }
    }

    private void Observe()
    {
        var now = _time.GetTimestamp();
        _picowattTicks += (Int128)_picowatts * (now - _since);
        _since = now;
        _picowatts = 0;
        if (!_contactor.MainsClosed)
        {
            return;
        }

        foreach (var phase in _flow.Phases)
        {
            _picowatts += (long)(phase.VoltageV * Micro) * (long)(phase.CurrentA * Micro);
        }
    }
}
