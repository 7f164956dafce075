using ChargerFirmware.Hardware;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// A DC outlet behind its controller: high-level communication with the vehicle, power source and insulation monitor. Current
/// moves in steps while it ramps and while energy flows; an idle output costs nothing.
/// </summary>
/// <remarks>
/// A session that has ended goes on by a new plug-in, or by a new permission (taken back and given again) when the vehicle still
/// wants energy: communication is then set up anew. A limit of 0 A under permission is a pause, not an end.
/// </remarks>
public sealed class DcOutput : IDcOutputPhysics
{
    /// <summary>Below this insulation a cable check fails, IEC 61851-23 annex CC.</summary>
    public const double LeastInsulationKiloOhm = 100;

    private static readonly TimeSpan s_rampStep = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_steadyStep = TimeSpan.FromSeconds(1);

    private readonly Supply _supply;
    private readonly Contactor _contactor;
    private readonly Outlet _outlet;
    private readonly PowerFlow _flow;
    private readonly DcSource _source;
    private readonly OneShot _phaseEnd;
    private readonly OneShot _step;
    private Vehicle? _vehicle;
    private VehicleData? _report;
    private double _currentA;
    private double _stopRampAPerSecond;
    private bool _ramping;
    private bool _permissionUsed;

    public DcOutput(TimeProvider time, Supply supply, Contactor contactor, Outlet outlet, PowerFlow flow, DcSource? source = null)
    {
        _supply = supply;
        _contactor = contactor;
        _outlet = outlet;
        _flow = flow;
        _source = source ?? new DcSource();
        _phaseEnd = new OneShot(time, EndPhase);
        _step = new OneShot(time, Step);
        LimitA = _source.MaxCurrentA;
        LimitW = _source.MaxPowerW;
        supply.Changed += Follow;
        contactor.Changed += Follow;
        outlet.Changed += Follow;
    }

    public DcPhase Phase { get; private set; }

    public ControlPilotState State => Phase switch
    {
        _ when !_supply.IsPresent || _outlet.PilotShorted => ControlPilotState.E,
        DcPhase.Idle => ControlPilotState.A,
        DcPhase.Connecting or DcPhase.Authorising or DcPhase.Ended => ControlPilotState.B,
        _ => ControlPilotState.C,
    };

    public bool Permitted
    {
        get;
        set
        {
            field = value;
            _permissionUsed &= value;
            Follow();
        }
    }

    public double LimitA
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
            Hurry();
        }
    }

    public double LimitW
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
            Hurry();
        }
    }

    public double OutputVoltageV => _flow.Phases[0].VoltageV;

    public double OutputCurrentA => _flow.Phases[0].CurrentA;

    public double InsulationKiloOhm => _outlet.InsulationKiloOhm;

    /// <summary>Unknown until communication stands; stays readable after the session until the vehicle leaves.</summary>
    public VehicleData Vehicle => _report is null || _vehicle is null ? VehicleData.Unknown : Report(_vehicle);

    public bool Answers => _supply.IsPresent && !Silent;

    /// <summary>Fault: the controller answers nobody. The session goes on as it was told.</summary>
    public bool Silent { get; set; }

    /// <summary>Fault: high-level communication is dropped and does not come up, though the pilot is good.</summary>
    public bool CommunicationLost
    {
        get;
        set
        {
            field = value;
            Follow();
        }
    }

    /// <summary>Fault: the cable check does not pass.</summary>
    public bool CableCheckFails { get; set; }

    /// <summary>Fault: the precharge voltage is not reached.</summary>
    public bool PrechargeFails { get; set; }

    /// <summary>Fault: the source gives this many times what it should.</summary>
    public double OvercurrentFactor
    {
        get;
        set
        {
            field = value;
            Hurry();
        }
    } = 1;

    /// <summary>Fault: the output is that far above the voltage it should have, in V.</summary>
    public double OvervoltageV
    {
        get;
        set
        {
            field = value;
            Flow();
        }
    }

    /// <summary>The session has come to another <see cref="Phase"/>.</summary>
    public event Action? Changed;

    private bool Communicates => _supply.IsPresent && !_outlet.PilotShorted && !CommunicationLost;

    /// <summary>Everything that a session needs to go on is there.</summary>
    private bool MayGoOn => Communicates && Permitted && _vehicle is { EndsSession: false };

    private double VoltageV
    {
        get
        {
            var voltageV = Phase switch
            {
                DcPhase.CableCheck => CableCheckVoltageV(_vehicle!.Model.PackVoltageFullV),
                DcPhase.Precharge or DcPhase.Ready or DcPhase.Charging or DcPhase.Stopping => _vehicle!.PackVoltageV,
                _ => 0,
            };
            return voltageV > 0 ? voltageV + OvervoltageV : 0;
        }
    }

    private double SetpointA
    {
        get
        {
            if (Phase != DcPhase.Charging)
            {
                return 0;
            }

            var vehicle = _vehicle!;
            var requestA = vehicle.DcRequestA;
            var boundA = Math.Min(Math.Min(LimitA, _source.MaxCurrentA), Math.Min(LimitW, _source.MaxPowerW) / vehicle.PackVoltageV);
            var givenA = Math.Min(requestA, boundA);
            return givenA < vehicle.Model.DcMinCurrentA ? 0 : givenA * OvercurrentFactor;
        }
    }

    /// <summary>Something outside has changed: brings the session to where it belongs now.</summary>
    private void Follow()
    {
        if (_outlet.Vehicle != _vehicle || !_supply.IsPresent)
        {
            _vehicle?.Charge(0);
            _vehicle = _supply.IsPresent ? _outlet.Vehicle : null;
            _report = null;
            _permissionUsed = false;
            Enter(_vehicle is null ? DcPhase.Idle : DcPhase.Connecting);
        }

        if (!Communicates)
        {
            _report = null;
        }

        switch (Phase)
        {
            case DcPhase.Connecting:
                SetUpCommunication();
                break;
            case DcPhase.Authorising when !Communicates:
                Enter(DcPhase.Ended);
                break;
            case DcPhase.Authorising when Permitted:
                _permissionUsed = true;
                Enter(_vehicle!.EndsSession ? DcPhase.Ended : DcPhase.CableCheck);
                break;
            case DcPhase.CableCheck or DcPhase.Precharge or DcPhase.Ready when !MayGoOn:
                Enter(DcPhase.Ended);
                break;
            case DcPhase.Ready when _contactor.MainsClosed:
                Enter(DcPhase.Charging);
                break;
            case DcPhase.Charging or DcPhase.Stopping when !_contactor.MainsClosed:
                Enter(DcPhase.Ended);
                break;
            case DcPhase.Charging when !MayGoOn:
                Enter(DcPhase.Stopping);
                break;
            case DcPhase.Charging:
                Hurry();
                break;
            case DcPhase.Ended when MayGoOn && !_permissionUsed:
                Enter(DcPhase.Connecting);
                SetUpCommunication();
                break;
        }
    }

    private void SetUpCommunication()
    {
        if (!Communicates)
        {
            _phaseEnd.Cancel();
        }
        else if (!_phaseEnd.IsRunning)
        {
            _phaseEnd.Start(_vehicle!.Model.CommunicationSetup);
        }
    }

    private void Enter(DcPhase phase)
    {
        if (phase == Phase)
        {
            return;
        }

        Phase = phase;
        _phaseEnd.Cancel();
        _step.Cancel();
        switch (phase)
        {
            case DcPhase.Authorising:
                _report = Report(_vehicle!);
                break;
            case DcPhase.CableCheck:
                _phaseEnd.Start(_source.CableCheck);
                break;
            case DcPhase.Precharge:
                _phaseEnd.Start(_source.Precharge);
                break;
            case DcPhase.Charging:
                Schedule(ramping: true);
                break;
            case DcPhase.Stopping:
                _stopRampAPerSecond = Math.Max(_source.RampDownAPerSecond, _currentA / _source.StopWithin.TotalSeconds);
                Schedule(ramping: true);
                break;
            default:
                _currentA = 0;
                break;
        }

        Flow();
        Changed?.Invoke();
    }

    private void EndPhase()
    {
        switch (Phase)
        {
            case DcPhase.Connecting:
                Enter(DcPhase.Authorising);
                break;
            case DcPhase.CableCheck:
                Enter(CableCheckFails || InsulationKiloOhm < LeastInsulationKiloOhm ? DcPhase.Ended : DcPhase.Precharge);
                break;
            case DcPhase.Precharge:
                Enter(PrechargeFails ? DcPhase.Ended : DcPhase.Ready);
                break;
        }

        // A permission or a welded contactor may have been waiting for this.
        Follow();
    }

    /// <summary>The setpoint may have moved: looks at it within a ramp step instead of a steady one.</summary>
    private void Hurry()
    {
        // A ramp step under way is left alone: limits written faster than it would starve the ramp.
        if (Phase == DcPhase.Charging && _currentA != SetpointA && !(_ramping && _step.IsRunning))
        {
            Schedule(ramping: true);
        }
    }

    private void Schedule(bool ramping)
    {
        _ramping = ramping;
        _step.Start(ramping ? s_rampStep : s_steadyStep);
    }

    private void Step()
    {
        var setpointA = SetpointA;
        var seconds = s_rampStep.TotalSeconds;
        var downA = (Phase == DcPhase.Stopping ? _stopRampAPerSecond : _source.RampDownAPerSecond) * seconds;
        _currentA = Math.Max(_currentA - downA, Math.Min(_currentA + (_source.RampUpAPerSecond * seconds), setpointA));
        Flow();
        if (Phase == DcPhase.Stopping && _currentA <= 0)
        {
            Enter(DcPhase.Ended);
            Follow();
        }
        else if (_currentA != setpointA || _currentA > 0)
        {
            // Once the current is where it belongs, only the battery's voltage and its taper move, and they move slowly.
            Schedule(ramping: _currentA != setpointA);
        }
    }

    private void Flow()
    {
        var voltageV = VoltageV;
        _flow.Set([new PhaseReading(voltageV, _currentA, voltageV * _currentA)]);
        _vehicle?.Charge(_flow.PowerW * _vehicle.Model.DcEfficiency);
    }

    private double CableCheckVoltageV(double vehicleMaxV) =>
        Math.Min(vehicleMaxV <= 500 ? Math.Min(vehicleMaxV + 50, 500) : 1.1 * vehicleMaxV, _source.MaxVoltageV);

    private VehicleData Report(Vehicle vehicle)
    {
        var chargePercent = Math.Floor(vehicle.StateOfChargePercent);
        if (_report is null || _report.StateOfChargePercent != chargePercent || _report.StopRequested != vehicle.EndsSession)
        {
            _report = new VehicleData
            {
                StateOfChargePercent = chargePercent,
                MaxCurrentA = vehicle.Model.DcMaxCurrentA,
                MaxPowerW = vehicle.Model.DcMaxPowerW,
                MinCurrentA = vehicle.Model.DcMinCurrentA,
                StopRequested = vehicle.EndsSession,
                EvccId = vehicle.EvccId,
            };
        }

        return _report;
    }
}
