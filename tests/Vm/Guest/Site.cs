using System.Diagnostics;

namespace ChargerFirmware.Tests.Vm.Guest;

/// <summary>
/// What is wired to the board: a retriggerable relay on the enable line, a contactor behind it, its feedback contact, an emergency stop,
/// a vehicle. Looks at the outputs every two milliseconds and writes down each change.
/// </summary>
internal sealed class Site
{
    public const double VoltageV = 230;
    public const double ChargingCurrentA = 16;

    /// <summary>What a register of kWh in single precision just holds to the Wh.</summary>
    private const double FirstEnergyWh = 1_234_567;
    private const int LeastOfferA = 6;

    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan s_dropOut = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_contactorTravel = TimeSpan.FromMilliseconds(15);

    private readonly TranscriptLog _log;
    private readonly SimulatedLine _enable;
    private readonly SimulatedLine _coil;
    private readonly SimulatedLine _feedback;
    private readonly SimulatedLine _emergencyStop;
    private readonly Lock _gate = new();
    private bool _enableLevel;
    private bool _coilLevel;
    private bool _closed;
    private long _enableEdge;
    private long _moveDue;
    private long _energySince;
    private double _energyWh = FirstEnergyWh;

    public Site(TranscriptLog log)
    {
        _log = log;
        var chip = SimulatedChip.Folder;
        _enable = new SimulatedLine(chip, 3, "enable");
        _coil = new SimulatedLine(chip, 4, "contactor");
        _feedback = new SimulatedLine(chip, 5, "feedback");
        _emergencyStop = new SimulatedLine(chip, 6, "estop");
        _energySince = Stopwatch.GetTimestamp();
        _ = LookAsync();
    }

    /// <summary>Each change of an output: its name, and whether it is high.</summary>
    public Heard<(string Line, bool IsHigh)> Changes { get; } = new();

    /// <summary>The contactor's coil is energised and its contacts stay open.</summary>
    public bool IsStuckOpen { get; set; }

    /// <summary>Its contacts stay closed, once they are.</summary>
    public bool IsWelded { get; set; }

    public bool IsPlugged { get; private set; }

    /// <summary>What the controller offers the vehicle by its pilot, in A; 0: no PWM.</summary>
    public int OfferA { get; set; }

    /// <summary>The pilot's state as IEC 61851-1 counts them from 1: A, B, C. A vehicle asks as soon as it is offered something.</summary>
    public int VehicleState => !IsPlugged ? 1 : OfferA < LeastOfferA ? 2 : 3;

    public double CurrentA => _closed && VehicleState == 3 ? ChargingCurrentA : 0;

    /// <summary>The meter's register, in whole Wh.</summary>
    public long ReadEnergyWh()
    {
        lock (_gate)
        {
            Flow();
            return (long)_energyWh;
        }
    }

    public void Plug(bool plugged)
    {
        IsPlugged = plugged;
        _log.Write("act", plugged ? "plugged" : "unplugged");
    }

    /// <summary>The emergency stop's contact is normally closed, and to ground.</summary>
    public void Press(bool pressed)
    {
        _log.Write("estop", pressed ? "pressed" : "released");
        _emergencyStop.Pull(up: pressed);
    }

    /// <summary>Waits until an output has another level.</summary>
    public Task<bool> ChangesAsync(string line, bool isHigh, int from, int count = 1) =>
        Changes.ComesAsync(change => change == (line, isHigh), from, count, Story.Patience);

    private async Task LookAsync()
    {
        using var glances = new PeriodicTimer(s_glance);
        try
        {
            while (await glances.WaitForNextTickAsync())
            {
                Look(Stopwatch.GetTimestamp());
            }
        }
        catch (IOException gone)
        {
            _log.Write("gave-up", $"the lines are gone: {gone.Message}");
        }
    }

    private void Look(long now)
    {
        if (Changed(_enable, ref _enableLevel, now))
        {
            _enableEdge = now;
        }

        Changed(_coil, ref _coilLevel, now);
        var isFed = _enableEdge != 0 && Stopwatch.GetElapsedTime(_enableEdge, now) < s_dropOut;
        var closes = (_coilLevel && isFed && !IsStuckOpen) || (_closed && IsWelded);
        if (closes == _closed)
        {
            _moveDue = 0;
        }
        else if (_moveDue == 0)
        {
            _moveDue = now;
        }
        else if (Stopwatch.GetElapsedTime(_moveDue, now) >= s_contactorTravel)
        {
            Move(closes);
        }
    }

    private void Move(bool closed)
    {
        lock (_gate)
        {
            Flow();
            _closed = closed;
        }

        _log.Write("feedback", closed ? "1" : "0");
        _feedback.Pull(up: closed);
    }

    private bool Changed(SimulatedLine line, ref bool level, long now)
    {
        var isHigh = line.IsHigh();
        if (isHigh == level)
        {
            return false;
        }

        level = isHigh;

        // A processor's pin keeps its level when the process that drove it dies; gpio-sim gives a line that nothing drives the level it is pulled to.
        line.Pull(isHigh);
        _log.Write(now, line.Name, isHigh ? "1" : "0");
        Changes.Add((line.Name, isHigh));
        return true;
    }

    /// <summary>Counts what has flowed since the last look.</summary>
    private void Flow()
    {
        var now = Stopwatch.GetTimestamp();
        _energyWh += 3 * VoltageV * CurrentA * Stopwatch.GetElapsedTime(_energySince, now).TotalHours;
        _energySince = now;
    }
}
