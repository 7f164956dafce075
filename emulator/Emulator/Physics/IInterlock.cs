namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// Something in series with a contactor's coil: mains, enable relay, emergency stop, residual-current monitor. Any one that does
/// not permit lets the contactor fall, whatever software commands.
/// </summary>
public interface IInterlock
{
    bool Permits { get; }

    event Action? Changed;
}
