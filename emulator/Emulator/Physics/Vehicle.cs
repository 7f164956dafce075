using System.Globalization;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// A vehicle and its driver's wishes. The battery integrates by itself and wakes at the very moment its target is reached;
/// plugged in or not, nothing ticks.
/// </summary>
public sealed class Vehicle
{
    private readonly TimeProvider _time;
    private readonly OneShot _targetReached;
    private double _storedWh;
    private double _batteryW;
    private long _settled;
    private VehicleData _report;

    /// <param name="random">This vehicle's own stream of chance: its reaction times and, unless given, its EVCCID.</param>
    /// <param name="evccId">12 upper-case hex digits.</param>
    public Vehicle(TimeProvider time, RandomSource random, VehicleModel model, double stateOfChargePercent = 20, string? evccId = null)
    {
        _time = time;
        _targetReached = new OneShot(time, ReportWishes);
        _settled = time.GetTimestamp();
        Model = model;
        EvccId = evccId ?? DrawEvccId(random);
        _report = new VehicleData
        {
            MaxCurrentA = model.DcMaxCurrentA,
            MaxPowerW = model.DcMaxPowerW,
            MinCurrentA = model.DcMinCurrentA,
            EvccId = EvccId,
        };
        Charger = new OnboardCharger(time, random, model, () => WantsEnergy, () => Changed?.Invoke());
        StateOfChargePercent = stateOfChargePercent;
    }

    public VehicleModel Model { get; }

    public string EvccId { get; }

    /// <summary>There is a cable in its inlet.</summary>
    public bool IsPlugged { get; private set; }

    /// <summary>The AC side: switch S2 and the onboard charger behind it.</summary>
    public OnboardCharger Charger { get; }

    /// <summary>State of charge, 0 to 100 %.</summary>
    public double StateOfChargePercent
    {
        get
        {
            Settle();
            return Math.Min(100, 100 * _storedWh / Model.BatteryWh);
        }

        set
        {
            if (!(value is >= 0 and <= 100))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "expected 0 to 100 %");
            }

            Settle();
            _storedWh = Model.BatteryWh * value / 100;
            ReportWishes();
        }
    }

    /// <summary>Where its driver lets it stop, in %.</summary>
    public double TargetPercent
    {
        get;
        set
        {
            field = value;
            ReportWishes();
        }
    } = 100;

    /// <summary>Paused by its driver or a timer of its own: AC opens S2, DC asks for 0 A. The session goes on.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>Its driver has ended charging in the vehicle. Holds until <see cref="Resume"/> or until it is unplugged.</summary>
    public bool IsStopped { get; private set; }

    public bool IsFull
    {
        get
        {
            Settle();
            return RemainingWh <= 0;
        }
    }

    /// <summary>It would draw now if it were offered.</summary>
    public bool WantsEnergy => !IsSuspended && !EndsSession;

    /// <summary>It wants the session ended, not merely paused.</summary>
    public bool EndsSession => IsStopped || IsFull;

    /// <summary>Something that an outlet can notice has changed.</summary>
    public event Action? Changed;

    /// <summary>Voltage of the battery in V: a straight line over its charge.</summary>
    public double PackVoltageV =>
        Model.PackVoltageEmptyV + ((Model.PackVoltageFullV - Model.PackVoltageEmptyV) * StateOfChargePercent / 100);

    /// <summary>The current it asks a DC source for, in A: constant current, less and less above the taper, 0 when it wants none.</summary>
    public double DcRequestA
    {
        get
        {
            if (!WantsEnergy)
            {
                return 0;
            }

            var above = Math.Max(0, StateOfChargePercent - Model.TaperFromPercent);
            var taper = 1 - ((1 - Model.TaperEnd) * above / (100 - Model.TaperFromPercent));
            return taper * Math.Min(Model.DcMaxCurrentA, Model.DcMaxPowerW / PackVoltageV);
        }
    }

    /// <summary>What it sends a DC source by high-level communication. Whole percents, as the protocols do.</summary>
    public VehicleData DcReport
    {
        get
        {
            var percent = Math.Floor(StateOfChargePercent);
            if (_report.StateOfChargePercent != percent || _report.StopRequested != EndsSession)
            {
                _report = _report with { StateOfChargePercent = percent, StopRequested = EndsSession };
            }

            return _report;
        }
    }

    private double RemainingWh
    {
        get
        {
            // A microwatt-hour is below what the sum of many settlements can lose.
            var restWh = (Model.BatteryWh * TargetPercent / 100) - _storedWh;
            return restWh < 1e-6 ? 0 : restWh;
        }
    }

    public void Suspend()
    {
        IsSuspended = true;
        ReportWishes();
    }

    /// <summary>Takes back <see cref="Suspend"/> and <see cref="RequestStop"/>.</summary>
    public void Resume()
    {
        IsSuspended = false;
        IsStopped = false;
        ReportWishes();
    }

    public void RequestStop()
    {
        IsStopped = true;
        ReportWishes();
    }

    /// <summary>What reaches the battery from now on.</summary>
    internal void Charge(double batteryW)
    {
        if (batteryW != _batteryW)
        {
            Settle();
            _batteryW = batteryW;
            Arm();
        }
    }

    /// <summary>A cable has come into the inlet.</summary>
    internal void Plug() => IsPlugged = true;

    /// <summary>The cable has left the inlet.</summary>
    internal void Unplug()
    {
        IsPlugged = false;
        Charge(0);
        IsStopped = false;
        Charger.Disconnect();
    }

    private void ReportWishes()
    {
        Arm();
        Charger.React();
        Changed?.Invoke();
    }

    private void Arm()
    {
        Settle();
        if (_batteryW > 0 && RemainingWh > 0)
        {
            var seconds = Math.Min(RemainingWh / _batteryW * 3600, TimeSpan.SecondsPerDay * 30);
            _targetReached.Start(TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond) + 1));
        }
        else
        {
            _targetReached.Cancel();
        }
    }

    private void Settle()
    {
        var now = _time.GetTimestamp();
        _storedWh = Math.Min(Model.BatteryWh, _storedWh + (_batteryW * (now - _settled) / (3600.0 * _time.TimestampFrequency)));
        _settled = now;
    }

    private static string DrawEvccId(RandomSource random)
    {
        // 02 in front: a locally administered address, which no real vehicle has.
        var low = random.Next(0, 1 << 20);
        var high = random.Next(0, 1 << 20);
        return string.Create(CultureInfo.InvariantCulture, $"02{high:X5}{low:X5}");
    }
}
