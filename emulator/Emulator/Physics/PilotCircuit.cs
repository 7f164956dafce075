using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// The control pilot of an AC outlet: brings the controller's duty cycle to the vehicle and the vehicle's resistors to the
/// controller (IEC 61851-1 annex A). Reaction times are the vehicle's, see <see cref="OnboardCharger"/>.
/// </summary>
public sealed class PilotCircuit : IPilotPhysics
{
    private readonly Supply _supply;
    private readonly Outlet _outlet;
    private double _reportedCableLimitA;
    private bool _reportedAnswers = true;

    public PilotCircuit(Supply supply, Outlet outlet)
    {
        _supply = supply;
        _outlet = outlet;
        supply.Changed += Follow;
        outlet.Changed += Follow;
        State = Sense();
    }

    public ControlPilotState State { get; private set; }

    /// <summary>What the plugged cable's resistor says, in A; 0 without a cable, and for a fixed cable, which has none to read.</summary>
    public double CableLimitA => _outlet.Cable == CableKind.Socket ? _outlet.CableRatingA : 0;

    public double OfferedCurrentA
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
            Follow();
        }
    }

    public bool Answers => _supply.IsPresent && !Silent;

    /// <summary>Fault: the controller does not answer. The pilot stays as it was set.</summary>
    public bool Silent
    {
        get;
        set
        {
            field = value;
            Follow();
        }
    }

    public event Action? Changed;

    private bool IsDead => _outlet.PilotShorted || !_supply.IsPresent;

    private ControlPilotState Sense() => _outlet.Vehicle switch
    {
        _ when IsDead => ControlPilotState.E,
        null => ControlPilotState.A,
        { Charger.S2Closed: false } => ControlPilotState.B,
        { Model.NeedsVentilation: true } => ControlPilotState.D,
        _ => ControlPilotState.C,
    };

    private void Follow()
    {
        _outlet.Vehicle?.Charger.Offer(IsDead ? 0 : OfferedCurrentA);
        var state = Sense();
        if (state != State || CableLimitA != _reportedCableLimitA || Answers != _reportedAnswers)
        {
            State = state;
            _reportedCableLimitA = CableLimitA;
            _reportedAnswers = Answers;
            Changed?.Invoke();
        }
    }
}
