using ChargerFirmware.Hardware;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// Supply, contactor, meter, outlet and vehicle in one row. Current flows where the contactor's mains are closed, a phase is
/// live and the vehicle draws; the meter sits ahead of the contactor and sees the voltage at all times.
/// </summary>
public sealed class AcCircuit
{
    private readonly Supply _supply;
    private readonly Contactor _contactor;
    private readonly Contactor? _upstream;
    private readonly Outlet _outlet;
    private readonly PowerFlow _flow;

    /// <param name="upstream">A second switch ahead of the contactor; null where none is fitted. The meter is fed from ahead of both.</param>
    public AcCircuit(Supply supply, Contactor contactor, Outlet outlet, PowerFlow flow, Contactor? upstream = null)
    {
        _upstream = upstream;
        _supply = supply;
        _contactor = contactor;
        _outlet = outlet;
        _flow = flow;
        supply.Changed += Follow;
        contactor.Changed += Follow;
        upstream?.Changed += Follow;
        outlet.Changed += Follow;
        Follow();
    }

    /// <summary>Fault: the vehicle draws this many times what it was offered.</summary>
    public double OvercurrentFactor
    {
        get;
        set
        {
            field = value;
            Follow();
        }
    } = 1;

    private bool IsThrough => _contactor.MainsClosed && _upstream is not { MainsClosed: false };

    private void Follow()
    {
        var vehicle = _outlet.Vehicle;
        // May come back here, when the vehicle stops drawing: what follows is reckoned after that.
        vehicle?.Charger.Feed(IsThrough && _supply.IsPresent);

        var drawnA = vehicle is not null && IsThrough ? vehicle.Charger.DrawnA * OvercurrentFactor : 0;
        var drawnPhases = vehicle?.Model.AcPhases ?? 0;
        Span<PhaseReading> phases = stackalloc PhaseReading[_flow.Phases.Count];
        for (var phase = 0; phase < phases.Length; phase++)
        {
            var voltageV = _supply.VoltageV(phase);
            var currentA = phase < drawnPhases && voltageV > 0 ? drawnA : 0;
            phases[phase] = new PhaseReading(voltageV, currentA, voltageV * currentA);
        }

        _flow.Set(phases);
        vehicle?.Charge(_flow.PowerW * vehicle.Model.AcEfficiency);
    }
}
