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

    private readonly Supply _supply;
    private readonly Contactor _contactor;
    private readonly Contactor? _upstream;
    private readonly Outlet _outlet;
    private readonly PowerFlow _flow;
    private readonly DcSource _source;
    private readonly OneShot _phaseEnd;
    private readonly DcConverter _converter;
    private Vehicle? _vehicle;
    private bool _vehicleKnown;
    private bool _permissionUsed;

    /// <param name="upstream">A switch ahead of the source; null where none is fitted.</param>
    public DcOutput(
        TimeProvider time, Supply supply, Contactor contactor, Outlet outlet, PowerFlow flow, DcSource? source = null, Contactor? upstream = null)
    {
        _upstream = upstream;
        _supply = supply;
        _contactor = contactor;
        _outlet = outlet;
        _flow = flow;
        _source = source ?? new DcSource();
        _phaseEnd = new OneShot(time, EndPhase);
        _converter = new DcConverter(time, _source, () => SetpointA, Move);
        LimitA = _source.MaxCurrentA;
        LimitW = _source.MaxPowerW;
        supply.Changed += Follow;
        contactor.Changed += Follow;
        upstream?.Changed += Follow;
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
    public VehicleData Vehicle => _vehicleKnown && _vehicle is not null ? _vehicle.DcReport : VehicleData.Unknown;

    public bool Answers => _supply.IsPresent && !Silent;

    /// <summary>Fault: the controller does not answer. The session goes on as it was set.</summary>
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
    private bool MayGoOn => Communicates && Permitted && _vehicle is { EndsSession: false } && _upstream is not { MainsClosed: false };

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
            _vehicleKnown = false;
            _permissionUsed = false;
            Enter(_vehicle is null ? DcPhase.Idle : DcPhase.Connecting);
        }

        if (!Communicates)
        {
            _vehicleKnown = false;
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
            case DcPhase.Charging or DcPhase.Stopping when !_contactor.MainsClosed || _upstream is { MainsClosed: false }:
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
        switch (phase)
        {
            case DcPhase.Authorising:
                _vehicleKnown = true;
                break;
            case DcPhase.CableCheck:
                _phaseEnd.Start(_source.CableCheck);
                break;
            case DcPhase.Precharge:
                _phaseEnd.Start(_source.Precharge);
                break;
            case DcPhase.Charging:
                _converter.Start();
                break;
            case DcPhase.Stopping:
                _converter.Stop();
                break;
            default:
                _converter.Cut();
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

    private void Hurry()
    {
        if (Phase == DcPhase.Charging)
        {
            _converter.Hurry();
        }
    }

    private void Move()
    {
        Flow();
        if (Phase == DcPhase.Stopping && _converter.CurrentA <= 0)
        {
            Enter(DcPhase.Ended);
            Follow();
        }
    }

    private void Flow()
    {
        var (voltageV, currentA) = (VoltageV, _converter.CurrentA);
        _flow.Set([new PhaseReading(voltageV, currentA, voltageV * currentA)]);
        _vehicle?.Charge(_flow.PowerW * _vehicle.Model.DcEfficiency);
    }

    private double CableCheckVoltageV(double vehicleMaxV) =>
        Math.Min(vehicleMaxV <= 500 ? Math.Min(vehicleMaxV + 50, 500) : 1.1 * vehicleMaxV, _source.MaxVoltageV);
}
