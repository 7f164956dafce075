using System.Device.Gpio;
using ChargerFirmware.Emulator.Devices.Gpio;

namespace ChargerFirmware.Emulator.Remote;

/// <summary>
/// The edges of all inputs of a chip for a station elsewhere, which knows which ones it wants: a pin and the kind of edge each.
/// </summary>
internal sealed class ServedEdges : IServedBus
{
    private readonly EmulatedGpioChip _chip;

    /// <param name="send">Takes each edge to the station; must not block.</param>
    public ServedEdges(EmulatedGpioChip chip, Action<byte[]> send)
    {
        _chip = chip;
        for (var pin = 0; pin < chip.PinCount; pin++)
        {
            chip.AddCallback(
                pin, this, PinEventTypes.Rising | PinEventTypes.Falling, (_, edge) => send([(byte)edge.PinNumber, (byte)edge.ChangeType]));
        }
    }

    public Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> request) => throw new InvalidDataException("edges come by themselves; nothing can be asked here");

    public void Dispose()
    {
        for (var pin = 0; pin < _chip.PinCount; pin++)
        {
            _chip.RemoveCallbacks(pin, this, handler: null);
        }
    }
}
