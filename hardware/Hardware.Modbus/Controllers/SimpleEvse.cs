using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Outputs;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>
/// A SimpleEVSE class controller: it makes the pilot and reports what the vehicle makes of it. Its current register is read with
/// every poll and written whenever it is not what is offered; so an offer survives a lost line, and a controller that restarted
/// with its own default is put right. It has no watchdog of its own: what opens the contactor when we die is the enable line.
/// </summary>
public class SimpleEvse : PolledDevice, IChargeController
{
    /// <summary>Set current in A, actual current, vehicle state, proximity limit, command bits, firmware, EVSE state, status bits.</summary>
    private const ushort FirstRegister = 1000;
    private const int Registers = 8;
    private const int SetCurrent = 0;
    private const int VehicleState = 2;
    private const int ProximityLimit = 3;

    /// <summary>IEC 61851-1 knows no duty cycle for less.</summary>
    private const double LeastCurrentA = 6;
    private const double MainsVoltageV = 230;

    private readonly SimpleEvseOptions _options;
    private readonly WantedRegister _current;
    private EnergyOffer _offer;

    /// <summary>Must be called on the loop; polling begins at once, and with it the offer of nothing is written.</summary>
    public SimpleEvse(Loop loop, ModbusBus bus, SimpleEvseOptions options)
        : base(loop, bus, options)
    {
        _options = options;
        _current = new WantedRegister(loop, bus, (byte)options.Unit, FirstRegister + SetCurrent, () => OfferedCurrentA);
    }

    public event Action? Changed;

    public ControlPilotState Pilot { get; private set; }

    public PlugState Plug { get; private set; }

    public bool EnergyRequested => Pilot == ControlPilotState.C || (Pilot == ControlPilotState.D && _options.Ventilated);

    public VehicleData Vehicle => VehicleData.Unknown;

    public double? CableLimitA { get; private set; }

    public double? OutputCurrentA => null;

    public double? OutputVoltageV => null;

    public EnergyOffer Offer
    {
        get => _offer;
        set
        {
            var previous = OfferedCurrentA;
            if (value.Permitted != _offer.Permitted)
            {
                // While energy is offered, the poll decides how soon a pulled cable opens the contactor.
                PollEvery(TimeSpan.FromMilliseconds(value.Permitted ? Math.Min(_options.PollMs, _options.ActivePollMs) : _options.PollMs));
            }

            var permitted = value.Permitted && !_offer.Permitted;
            _offer = value;
            if (permitted)
            {
                OnPermitted();
            }

            if (OfferedCurrentA != previous)
            {
                _current.Write();
            }
        }
    }

    /// <summary>The offer as the register takes it: whole A, 0 is no PWM.</summary>
    private protected ushort OfferedCurrentA
    {
        get
        {
            if (!_offer.Permitted)
            {
                return 0;
            }

            var limitA = Math.Min(_options.MaxCurrentA, Math.Min(
                _offer.LimitA ?? double.PositiveInfinity,
                _offer.LimitW / (MainsVoltageV * _options.Phases) ?? double.PositiveInfinity));
            return limitA >= LeastCurrentA ? (ushort)limitA : (ushort)0;
        }
    }

    /// <summary>The offer has become a permission.</summary>
    private protected virtual void OnPermitted()
    {
    }

    /// <summary>Looks at what else a poll has brought, behind the pilot.</summary>
    /// <returns>True when something has changed.</returns>
    private protected virtual bool OnPolled(ushort[] registers) => false;

    private protected void RaiseChanged() => Changed?.Invoke();

    private protected override async Task PollAsync()
    {
        var registers = await Bus.ReadRegistersAsync(Unit, ModbusFunction.ReadHoldingRegisters, FirstRegister, Registers, Retries);
        if (registers[SetCurrent] != OfferedCurrentA)
        {
            _current.Write();
        }

        Update(registers);
    }

    private protected override void OnLost()
    {
        (Pilot, Plug, CableLimitA) = (ControlPilotState.Unknown, PlugState.Unknown, null);
        RaiseChanged();
    }

    private void Update(ushort[] registers)
    {
        var pilot = registers[VehicleState] switch
        {
            1 => ControlPilotState.A,
            2 => ControlPilotState.B,
            3 => ControlPilotState.C,
            4 => ControlPilotState.D,
            5 => ControlPilotState.E,
            _ => ControlPilotState.Unknown,
        };
        double? cableLimitA = _options.Proximity && registers[ProximityLimit] > 0 ? registers[ProximityLimit] : null;
        var plug = pilot switch
        {
            ControlPilotState.A => cableLimitA is null ? PlugState.Unplugged : PlugState.CableOnly,
            ControlPilotState.B or ControlPilotState.C or ControlPilotState.D => PlugState.Connected,
            _ => PlugState.Unknown,
        };
        var changed = Answered() | (pilot, plug, cableLimitA) != (Pilot, Plug, CableLimitA);
        (Pilot, Plug, CableLimitA) = (pilot, plug, cableLimitA);
        if (OnPolled(registers) | changed)
        {
            RaiseChanged();
        }
    }
}
