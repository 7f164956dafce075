using ChargerFirmware.Hardware;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// An energy meter's own electronics: integrates the power at its terminals. It settles on every change of the flow and on every
/// read, so its register is exact at any instant and nothing ticks in between.
/// </summary>
public sealed class MeterPhysics : IMeterPhysics
{
    private readonly TimeProvider _time;
    private readonly PowerFlow _flow;
    private readonly Supply _supply;
    private double _importWh;
    private double _powerW;
    private long _settled;
    private long _deafFrom;
    private long _deafUntil;

    /// <param name="startWh">What the register shows at first: few meters in the field are new.</param>
    public MeterPhysics(TimeProvider time, PowerFlow flow, Supply supply, string serialNumber, double startWh = 0)
    {
        _time = time;
        _flow = flow;
        _supply = supply;
        _importWh = startWh;
        _powerW = flow.PowerW;
        _settled = time.GetTimestamp();
        SerialNumber = serialNumber;
        flow.Changed += Settle;
    }

    public string SerialNumber { get; private set; }

    /// <summary>The register is about to show something that it has not counted: another meter is put in, or it begins anew.</summary>
    public event Action? Replacing;

    /// <summary>Winds the register forward to where it stood when the emulation last ended. Never back: no meter does that.</summary>
    public void WindTo(double importWh)
    {
        Settle();
        _importWh = Math.Max(_importWh, importWh);
    }

    public double EnergyImportWh
    {
        get
        {
            Settle();
            return _importWh;
        }
    }

    public IReadOnlyList<PhaseReading> Phases => _flow.Phases;

    public double FrequencyHz => _supply.FrequencyHz;

    public double TemperatureC { get; set; } = 25;

    public bool Answers => _supply.IsPresent && !Silent;

    /// <summary>Fault: dead communication. It goes on counting.</summary>
    public bool Silent { get; set; }

    /// <summary>A planted defect: the register runs fast by this fraction (0.001 is 0.1 %).</summary>
    public double ScaleError
    {
        get;
        set
        {
            Settle();
            field = value;
        }
    }

    /// <summary>A planted defect: what flows in the coming <paramref name="interval"/> is not counted.</summary>
    public void DropInterval(TimeSpan interval)
    {
        Settle();
        _deafFrom = _settled;
        _deafUntil = _settled + SecondsToTimestamp(interval.TotalSeconds);
    }

    /// <summary>
    /// Somebody puts in another meter; with the same serial number it is the same one, whose register was reset, has jumped or wrapped around.
    /// </summary>
    public void Replace(string serialNumber, double startWh)
    {
        Replacing?.Invoke();
        Settle();
        SerialNumber = serialNumber;
        _importWh = startWh;
    }

    private void Settle()
    {
        var now = _time.GetTimestamp();
        var deaf = Math.Max(0, Math.Min(now, _deafUntil) - Math.Max(_settled, _deafFrom));
        var hours = (now - _settled - deaf) / (3600.0 * _time.TimestampFrequency);
        _importWh += _powerW * hours * (1 + ScaleError);
        _powerW = Math.Max(0, _flow.PowerW);
        _settled = now;
    }

    private long SecondsToTimestamp(double seconds) => (long)(seconds * _time.TimestampFrequency);
}
